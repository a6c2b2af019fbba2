// Schedules: when a plan runs on which targets, and who approved that.
import { queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Schedule = Schemas["Schedule"];
export type ScheduleInput = Schemas["ScheduleInput"];

const at = (id: string) => ({ path: { schedule_id: id } });
type AtVersion = { id: string; version: number };

export const schedulesQuery = (filter: { tree_id?: string; status?: Schedule["status"] }) =>
  queryOptions({
    queryKey: ["schedules", filter],
    queryFn: () => read(api.GET("/schedules", { params: { query: { ...filter, limit: 200 } } })),
  });

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ["schedule", id],
    queryFn: () => read(api.GET("/schedules/{schedule_id}", { params: at(id) })),
  });

export const cronPreviewQuery = (cron_expression: string, timezone: string) =>
  queryOptions({
    queryKey: ["cron", cron_expression, timezone],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      read(api.POST("/cron/preview", { body: { cron_expression, timezone, count: 5 }, signal })),
    placeholderData: (before) => before,
  });

export const createSchedule = (body: ScheduleInput) => read(api.POST("/schedules", { body }));

export const editSchedule = (schedule: AtVersion, body: ScheduleInput) =>
  read(
    api.PATCH("/schedules/{schedule_id}", {
      params: { ...at(schedule.id), header: ifMatch(schedule.version) },
      body,
    }),
  );

export const saveScheduleText = (schedule: AtVersion, frozen_markdown: string) =>
  read(
    api.PUT("/schedules/{schedule_id}/markdown", {
      params: { ...at(schedule.id), header: ifMatch(schedule.version) },
      body: { frozen_markdown },
    }),
  );

export const decideSchedule = (id: string, body: Schemas["LaunchDecision"]) =>
  read(api.POST("/schedules/{schedule_id}/decision", { params: at(id), body }));

export type ScheduleVerb = "pause" | "resume" | "cancel";

export const tellSchedule = (id: string, verb: ScheduleVerb) =>
  read(api.POST(`/schedules/{schedule_id}/${verb}`, { params: at(id) }));

export const runSchedule = (id: string) =>
  read(api.POST("/schedules/{schedule_id}/run", { params: at(id) }));

export const deleteSchedule = (id: string) =>
  read(api.DELETE("/schedules/{schedule_id}", { params: at(id) }));
