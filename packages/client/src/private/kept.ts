/** PLACEHOLDER */
export type Kept = object;
export type KeptKey = string;
