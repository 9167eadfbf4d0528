import type { FieldIssue } from "@parlor/protocol";
import type { z } from "zod";

/** As many as a developer fixes in one go. */
const ISSUES_MOST = 5;
/** Longer names of fields are none of ours; a client must not have its input repeated. */
const NAME_MOST = 40;
const PROBLEM_MOST = 200;

type Issue = z.core.$ZodIssue;

/**
 * API-3. Says what is wrong with an input, a line for each field: what is missing, unknown, of another type, or outside its
 * bounds. Names fields and bounds, and never repeats a value.
 */
export function describeIssues(issues: readonly Issue[], input: unknown): FieldIssue[] {
  return issues.slice(0, ISSUES_MOST).map((issue) => {
    const cause = firstCause(issue);
    return {
      field: issue.path.map((key) => String(key).slice(0, NAME_MOST)).join(".") || "input",
      problem: problemOf(cause, valueAt(input, issue.path)).slice(0, PROBLEM_MOST),
    };
  });
}

/** Of a field that may have one of several forms, the first form is the usual one. */
function firstCause(issue: Issue): Issue {
  const inner = issue.code === "invalid_union" ? issue.errors[0]?.[0] : undefined;
  return inner === undefined ? issue : firstCause(inner);
}

function problemOf(issue: Issue, value: unknown): string {
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.slice(0, ISSUES_MOST).map((key) => JSON.stringify(key.slice(0, NAME_MOST)));
    return `unknown field ${keys.join(", ")}`;
  }
  if (value === undefined) return "missing";
  if (issue.code === "invalid_type") return `must be ${withArticle(issue.expected)}, not ${typeOf(value)}`;
  if (issue.code === "too_big") return `at most ${issue.maximum}${unitOf(issue.origin)}${sizeOf(value)}`;
  if (issue.code === "too_small") return `at least ${issue.minimum}${unitOf(issue.origin)}${sizeOf(value)}`;
  if (issue.code === "invalid_value") {
    return `must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(", ")}`;
  }
  return issue.message;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return withArticle(Array.isArray(value) ? "array" : typeof value);
}

function withArticle(type: string): string {
  const name = type === "int" ? "integer" : type;
  return `${/^[aeio]/.test(name) ? "an" : "a"} ${name}`;
}

function unitOf(origin: string): string {
  if (origin === "string") return " UTF-16 units";
  return origin === "array" ? " items" : "";
}

function sizeOf(value: unknown): string {
  return typeof value === "string" || Array.isArray(value) ? `, and this has ${value.length}` : "";
}
