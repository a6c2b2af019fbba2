// The numbers of the sidebar.
import { useQuery } from "@tanstack/react-query";
import { approvalsQuery, questions } from "./approvals";
import { api, read } from "./client";

export function useTreeCounts() {
  return useQuery({ queryKey: ["counts"], queryFn: () => read(api.GET("/trees/counts")) }).data;
}

export function useApprovalCount(): number | undefined {
  const waiting = useQuery(approvalsQuery).data;
  return waiting?.reduce((sum, batch) => sum + questions(batch), 0);
}
