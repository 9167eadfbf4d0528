import { expect, test } from "vitest";
import { isOfficialName, saysLeft } from "./official-name.ts";

const PLACE = "The Reading Room";

test.each([
  ...[
    "Administrator",
    "ADMIN",
    "admins",
    "Moderator",
    "mod",
    "Support",
    "Staff",
    "root",
    "System",
    "Owner",
    "Operator",
  ],
  ...["Everyone", "here", "channel", "all", "Somebody", "Someone", "Unknown", "Deleted user", "Unknown person", "You"],
  ...[
    "Parlor",
    "ParIor",
    "PARLOR",
    "The Reading Room",
    "the reading room",
    "TheReadingRoom",
    "The-Reading-Room",
    "Reading Room Support",
  ],
  // Look-alikes, accents, digits and signs in the place of letters.
  ...[
    "Аdmin",
    "ADMlN",
    "admln",
    "adm1n",
    "4dm1n",
    "@dmin",
    "r00t",
    "$upport",
    "5upport",
    "Ádmin",
    "adrnin",
    "ꓢupport",
    "ｓｕｐｐｏｒｔ",
  ],
  // With something around it that says nothing.
  ...[
    "_admin_",
    "Admin 1",
    "admin007",
    "1admin",
    "★ Admin ★",
    "[Support]",
    "Admin!",
    "@admin",
    "#admin",
    "a d m i n",
    "A.D.M.I.N.",
  ],
  ...[
    "Support Team",
    "The Support Team",
    "Official Parlor Support",
    "Parlor Bot",
    "ParlorSupport",
    "parlorsupport",
    "supportteam",
  ],
  ...[
    "System Administrator",
    "Server Admin",
    "The Reading Room Admin",
    "thereadingroomadmin",
    "Root User",
    "Chief of Staff",
  ],
  // Capitals of other scripts, small capitals, letters in boxes and flags, more signs in the place of letters.
  ...["Нelp", "Мod", "Тhe Rеаding Rооm", "ᴀᴅᴍɪɴ", "🅰🅳🅼🅸🅽", "🇦🇩🇲🇮🇳", "4️⃣dmin", "🇺🇸 Admin", "adm¡n", "roo†"],
  // Spelled by ear.
  ...["Addmin", "Suport", "Modderator", "Co-Admin", "coadmin", "parlorbot", "Parlor HQ", "Parlor™".normalize("NFKC")],
  ...["Customer Support", "Customer Service", "IT Support", "Support Agent", "Trust & Safety", "No one", "Former user"],
  ...["Official", "✅ Verified", "no-reply", "Announcements"],
  // In other languages.
  ...["Administrador", "Modérateur", "SOPORTE", "Админ", "МОДЕРАТОР", "Модератор", "Поддержка", "Διαχειριστής"],
  ...["管理员", "管理員", "サポート", "운영자", "관리자", "المشرف", "מנהל", "मॉडरेटर", "ผู้ดูแลระบบ", "Quản trị viên"],
])("NAME-6 %s sounds official", (name) => {
  expect(isOfficialName(name, PLACE) || isOfficialName(name, "Parlor")).toBe(true);
});

test.each([
  ...[
    "Ada",
    "Adminah",
    "Rooty",
    "Roots",
    "Theall",
    "Allan",
    "Al L. Bo",
    "Herea",
    "Channelle",
    "Modi",
    "Modesty",
    "Stafford",
  ],
  ...[
    "Admin Ada",
    "Ada (admin)",
    "Joe Root",
    "Ada Here",
    "Owen",
    "Team",
    "The Team",
    "Bot",
    "Echo Bot",
    "Room 7",
    "A",
    "The",
  ],
  ...[
    "Reading",
    "Room",
    "Reader",
    "Someone Else",
    "All Saints",
    "Parlour",
    "42",
    "★",
    "Юля",
    "サポート子",
    "Youssef",
    "Unknown Pleasures",
    "Admin (imported)",
    "Chanel",
    "Модест",
    "山田サポート",
    "Ada 🇦🇩",
  ],
])("NAME-6 %s is a name like any other", (name) => {
  expect(isOfficialName(name, PLACE)).toBe(false);
});

test("NAME-6 a place whose name has no letters keeps no other name from anybody", () => {
  expect(isOfficialName("★★★", "★★★")).toBe(true);
  expect(isOfficialName("★★", "★★★")).toBe(false);
  expect(isOfficialName("Ada", "★")).toBe(false);
});

test.each([
  ...[
    "Ada (left)",
    "Ada (left 2)",
    "Ada [left]",
    "Ada {LEFT}",
    "Ada <left>",
    "Ada 【left】",
    "Ada ⟨left⟩",
    "Ada （left）",
  ],
  ...[
    "Ada (left).",
    "Ada (left) ✓",
    "Ada ( left )",
    "Ada ((left))",
    "Ada (left",
    "Ada left)",
    "Ada(left)",
    "[left]",
    "Left",
  ],
  ...[
    "Ada – left",
    "Ada, left",
    "Ada left",
    "Ada has left",
    "Ada (has left)",
    "Ada (left the chat)",
    "Ada (left room)",
  ],
  ...[
    "Ada (left2)",
    "Ada (left #2)",
    "Ada (left) 2",
    "Ada (1eft)",
    "Ada (lеft)",
    "Ada (lef†)",
    "Ada (léft)",
    "Ada (l3ft)",
  ],
  ...["Ada (l e f t)", "Ada (ʟᴇꜰᴛ)", "Ada (🅻🅴🅵🆃)"],
])("NAME-8 %s looks like somebody who has left", (name) => {
  expect(saysLeft(name.normalize("NFKC"))).toBe(true);
});

test.each(["Lefty", "Ada Leftwich", "Left Bank Bo", "Ada (left-handed)", "Ada 2", "Cleft", "★", "L. E. F. Thompson"])(
  "NAME-8 %s does not look like somebody who has left",
  (name) => {
    expect(saysLeft(name)).toBe(false);
  },
);
