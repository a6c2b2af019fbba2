// The numbers of the sidebar.
import { useQuery } from "@tanstack/react-query";
import { approvalsQuery, questions } from "./approvals";
import { api, read } from "./client";
import { schedulesQuery } from "./schedules";

export function useTreeCounts() {
  return useQuery({ queryKey: ["counts"], queryFn: () => read(api.GET("/trees/counts")) }).data;
}

export function useApprovalCount(): number | undefined {
  const waiting = useQuery(approvalsQuery).data;
  const schedules = useQuery(schedulesQuery({ status: "pending_approval" })).data;
  if (!waiting && !schedules) return undefined;
  const ofBatches = waiting?.reduce((sum, batch) => sum + questions(batch), 0) ?? 0;
  return ofBatches + (schedules?.total ?? 0);
}
