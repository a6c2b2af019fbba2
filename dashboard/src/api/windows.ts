// When work may start, and how much of it at once: windows, freezes, budgets, and the calendar of it all.
import { queryOptions } from "@tanstack/react-query";
import { api, apiBase, ifMatch, read, type Schemas } from "./client";

export type Window = Schemas["Window"];
export type WindowInput = Schemas["WindowInput"];
export type Freeze = Schemas["Freeze"];
export type FreezeInput = Schemas["FreezeInput"];
export type Budget = Schemas["Budget"];
export type BudgetInput = Schemas["BudgetInput"];
export type HostOut = Schemas["HostOut"];
export type RuleScope = Schemas["RuleScope"];
export type RuleScopeInput = Schemas["RuleScopeInput"];
export type CalendarItem = Schemas["CalendarItem"];

type AtVersion = { id: string; version: number };

export const windowsQuery = queryOptions({ queryKey: ["windows"], queryFn: () => read(api.GET("/windows")) });
export const freezesQuery = queryOptions({ queryKey: ["freezes"], queryFn: () => read(api.GET("/freezes")) });
export const budgetsQuery = queryOptions({ queryKey: ["budgets"], queryFn: () => read(api.GET("/budgets")) });
export const hostsOutQuery = queryOptions({ queryKey: ["budgets", "out"], queryFn: () => read(api.GET("/hosts-out")) });

export const calendarQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ["calendar", from, to],
    queryFn: () => read(api.GET("/calendar", { params: { query: { from, to } } })),
    placeholderData: (before) => before,
  });

export const calendarFile = `${apiBase}/calendar.ics`;

export const importCalendar = (body: Schemas["ImportCalendar"]) => read(api.POST("/calendar/import", { body }));

/// New without `at`.
export const saveWindow = (at: AtVersion | null, body: WindowInput) =>
  at
    ? read(api.PUT("/windows/{window_id}", { params: { path: { window_id: at.id }, header: ifMatch(at.version) }, body }))
    : read(api.POST("/windows", { body }));

export const saveFreeze = (at: AtVersion | null, body: FreezeInput) =>
  at
    ? read(api.PUT("/freezes/{freeze_id}", { params: { path: { freeze_id: at.id }, header: ifMatch(at.version) }, body }))
    : read(api.POST("/freezes", { body }));

export const saveBudget = (at: AtVersion | null, body: BudgetInput) =>
  at
    ? read(api.PUT("/budgets/{budget_id}", { params: { path: { budget_id: at.id }, header: ifMatch(at.version) }, body }))
    : read(api.POST("/budgets", { body }));

export const deleteWindow = (id: string) => read(api.DELETE("/windows/{window_id}", { params: { path: { window_id: id } } }));
export const deleteFreeze = (id: string) => read(api.DELETE("/freezes/{freeze_id}", { params: { path: { freeze_id: id } } }));
export const deleteBudget = (id: string) => read(api.DELETE("/budgets/{budget_id}", { params: { path: { budget_id: id } } }));

export const takeHostBack = (host: string, reason: string) => read(api.POST("/hosts-out/back", { body: { host, reason } }));

export const overrideWindows = (batch_id: string, reason: string) =>
  read(api.POST("/batches/{batch_id}/override", { params: { path: { batch_id } }, body: { reason } }));
