import { expect, test } from "vitest";
import { isOfficialName } from "./official-name.ts";

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
  ],
])("NAME-6 %s is a name like any other", (name) => {
  expect(isOfficialName(name, PLACE)).toBe(false);
});

test("NAME-6 a place whose name has no letters keeps no other name from anybody", () => {
  expect(isOfficialName("★★★", "★★★")).toBe(true);
  expect(isOfficialName("★★", "★★★")).toBe(false);
  expect(isOfficialName("Ada", "★")).toBe(false);
});
