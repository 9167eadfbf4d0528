/** Inserts a session: id, person, hash of the token, time, how the token is kept, label, hash of what it was started with. */
export const INSERT_SESSION = `
  insert into session (id, person_id, token_hash, created_at, kept, label, once_hash, renewed_at)
  values (?1, ?2, ?3, ?4, ?5, ?6, ?7, case when ?5 in ('plain', 'secure') then ?4 end)`;
