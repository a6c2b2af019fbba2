// What people add to a session while they work on it.
import { api, ifMatch, read, type Schemas } from "./client";

type Session = { session_id: string; record_version: number };
const at = (id: string) => ({ path: { session_id: id } });

export type Outcome = Schemas["BatchSession"]["outcome"];
export type Record = { scratchpad?: string; outcome?: Outcome; outcome_notes?: string; next_steps?: string };
export type AdHocMark = Schemas["AdHocStep"]["mark"];

export const claimSession = (id: string) => read(api.POST("/sessions/{session_id}/claim", { params: at(id) }));

/// Null gives it back.
export const assignSession = (id: string, user_id: string | null) =>
  read(api.PUT("/sessions/{session_id}/assignment", { params: at(id), body: { user_id } }));

export const changeRecord = (session: Session, body: Record) =>
  read(
    api.PATCH("/sessions/{session_id}/record", {
      params: { ...at(session.session_id), header: ifMatch(session.record_version) },
      body,
    }),
  );

export const addNote = (id: string, body: { stage: "steps" | "rollback"; step: number; text: string }) =>
  read(api.POST("/sessions/{session_id}/notes", { params: at(id), body }));

export const addAdHocStep = (id: string, body: { title: string; mark: AdHocMark; text: string }) =>
  read(api.POST("/sessions/{session_id}/ad-hoc-steps", { params: at(id), body }));
