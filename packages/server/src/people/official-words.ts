/** Words for the people and programs that run a server. */
export const ROLES = inWords(`
  admin admins administrator administrators administration moderator moderators moderation mod mods operator operators owner
  staff support help helpdesk security abuse root superuser sysadmin sysadmins sysop system webmaster postmaster hostmaster
  coadmin comoderator official officials verified noreply notification notifications announcement announcements
  customerservice trustsafety trustandsafety parlor`);
/** The same in the languages with most speakers on the web; those of two words are written as one. */
export const ROLES_ABROAD = inWords(`
  administrador administradora administrateur administratrice amministratore amministratrice administratör järjestelmänvalvoja
  administratorin systemadministrator beheerder yönetici yonetici moderador moderadora modérateur modératrice moderatore
  moderatorin soporte assistance kundendienst destek pomoc podpora
  админ админы администратор администрация модератор модераторы поддержка техподдержка система адміністратор підтримка
  διαχειριστής υποστήριξη מנהל הנהלה תמיכה مدير المدير المشرف مشرف الإدارة الدعم پشتیبانی
  व्यवस्थापक प्रशासक मॉडरेटर सहायता ผู้ดูแลระบบ ผู้ดูแล แอดมิน quảntrịviên hỗtrợ
  管理员 管理員 管理者 系统 系統 系统管理员 系統管理員 客服 官方 版主 管理人 運営 運営者 公式 システム サポート モデレーター アドミン
  관리자 운영자 운영진 고객센터 고객지원 공식 시스템`);
/** Words that address everybody, and those that clients and imports show in the place of a name. */
export const NO_ONE = inWords(`
  everyone everybody here channel all you somebody someone nobody noone unknown deleted removed nameless
  formeruser formermember exmember`);
/** Words that add nothing but weight to the one beside them: "The Support Team". */
export const FILLERS = inWords(`
  the a of for your our at on in and official team group desk bot account user users person people member members chat server
  service services head chief lead super global site room message messages notice notices
  co customer tech technical it live agent community hq app inc tm verified`);

function inWords(text: string): string[] {
  return text.trim().split(/\s+/u);
}
