// The numbers of the sidebar.
import { useQuery } from "@tanstack/react-query";
import { api, read } from "./client";

export function useTreeCounts() {
  return useQuery({ queryKey: ["counts"], queryFn: () => read(api.GET("/trees/counts")) }).data;
}

export function useApprovalCount(): number | undefined {
  return undefined;
}
