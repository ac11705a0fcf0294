/** What the module says, as the export and the answers have it. */

export type Tier = "basic" | "cooperative" | "reclaimed";
export type Verdict = Tier | "unlisted" | "unclear";

export interface Matter { id: string; name: string; body: string | null; basis: string | null }
export interface Match { id: string; score: number; confidence: number; matter: string | null }

export interface Answer {
  verdict: Verdict;
  confidence: number;
  matter: Matter | null;
  matches: Match[];
  reason?: "too_little" | "tiers_near" | "only_frame" | "asks_list";
  elsewhere?: boolean;
}

export interface Piece { text: string; part: number; of: "read" | "frame" | "evidence"; kind?: string; met?: string; share?: number }
export interface Request { words: string; answer: Answer; usual_body: string | null }
export interface Asked { answer: Answer; pieces: Piece[]; parts: Request[] }

export interface DutyGroup { heading: string | null; department: string | null; duties: string[] }

export interface Item {
  id: string;
  tier: Tier;
  number: number;
  category: string;
  name: string;
  departments: { name: string; role: "lead" | "joint" | "successor" }[];
  upper_duties: DutyGroup[];
  township_duties: DutyGroup[];
  takeover: { department: string | null; method: string | null }[];
  matters: { id: string | null; name: string | null; main: boolean; from: string }[];
  source_lines: number[];
  repairs: { field: string; scanned: string; kind: string; basis: string }[];
  repair_basis: string[];
  related: string[];
  responsible: string[];
}

export interface Department { name: string; short: string; aliases: string[]; kind: string }

export interface Whole {
  township: {
    name: string; county: string; prefecture: string; region: string; code: string | null;
    data_version: string; edition: string | null; made_up: boolean;
    declared: Record<Tier, number | null>;
  };
  profile: { name: string; value: number; unit: string }[];
  categories: { tier: Tier; name: string; items: number }[];
  departments: Department[];
  items: Item[];
  taught: { item: string | null; text: string }[];
}

export type Words = Record<"tier" | "verdict" | "role" | "kind" | "repair" | "met" | "reason" | "frame", Record<string, string>>;

export interface Facts { township?: string; county?: string; prefecture?: string; region?: string; code?: string; edition?: string; tier?: string }

export interface Doubt {
  severity: "lost" | "doubtful" | "note";
  file: string;
  place: { sheet: string; row: number; column: number };
  text: string;
  understood: [string, string];
  remedy: [string, string];
}

/** What became of a change of a list: the item that was rewritten, under the id that it has now, and what was doubtful in reading its cells. */
export interface Mended { item?: string; doubts?: Doubt[] }

/** A matter that an item's words speak for. */
export interface Proposal { id: string; name: string | null; confidence: number }

export interface Report {
  township: string; county: string; prefecture: string; region: string; edition: string;
  items: number;
  totals: { tier: Tier; of: string; declared: number | null; found: number }[];
  doubts: Doubt[];
  covers: { item: string; name: string; matter: string; confidence: number; sure: boolean }[];
}

export interface SheetAbout { name: string; rows: number; columns: number; column: number | null; named: boolean; headings: number; first: string[][] }

export interface RowAnswer { text: string; verdict: Verdict | null; item: string | null; confidence: number; who: string; matter: string | null; error?: string }
