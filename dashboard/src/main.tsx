import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { Tooltip } from "radix-ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { whenSignedOut } from "./api/client";
import { Problem } from "./api/problem";
import { sessionQuery } from "./api/session";
import { makeRouter } from "./app/router";
import "./app.css";

// Style elements that a library makes carry the nonce of this page's policy.
const nonce = document.querySelector<HTMLMetaElement>("meta[name=fettle-nonce]")?.content;
if (nonce) setNonce(nonce);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What was refused is refused again; what got no answer may get one.
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2,
    },
  },
});
const router = makeRouter(queries);

whenSignedOut(() => {
  if (queries.getQueryData(sessionQuery.queryKey) === null) return;
  queries.setQueryData(sessionQuery.queryKey, null);
  void router.navigate({ to: "/login", search: { next: router.state.location.href } });
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={350}>
        <RouterProvider router={router} />
      </Tooltip.Provider>
    </QueryClientProvider>
  </StrictMode>,
);
