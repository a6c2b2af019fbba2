// Triggers: signed calls by which programs launch a flow or an approved schedule.
import { queryOptions } from "@tanstack/react-query";
import { api, read, type Schemas } from "./client";

export type Trigger = Schemas["Trigger"];
export type TriggerWithKey = Schemas["TriggerWithKey"];
export type NewTrigger = Schemas["NewTrigger"];
export type TriggerOf = { tree_id: string } | { schedule_id: string };

/// A team has 200 at most.
export const triggersQuery = queryOptions({
  queryKey: ["triggers"],
  queryFn: () => read(api.GET("/triggers", { params: { query: { limit: 200 } } })),
});

export const isOf = (trigger: Trigger, of: TriggerOf): boolean =>
  "tree_id" in of ? trigger.tree_id === of.tree_id : trigger.schedule_id === of.schedule_id;

export const createTrigger = (body: NewTrigger) => read(api.POST("/triggers", { body }));

const at = (id: string) => ({ params: { path: { trigger_id: id } } });

export const rotateTriggerKey = (id: string) => read(api.POST("/triggers/{trigger_id}/key", at(id)));

export const deleteTrigger = (id: string) => read(api.DELETE("/triggers/{trigger_id}", at(id)));
