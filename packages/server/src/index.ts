export { type App, makeApp } from "./app.ts";
export { type Config, readConfig } from "./config.ts";
export { type Database, openDatabase } from "./db/open-database.ts";
