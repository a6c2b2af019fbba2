// Generated from contract/*.yaml by `npm run types`; not edited by hand.
export interface paths {
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's audit log, newest first. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file; the newest 100,000 entries that the filters let through. */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                    cursor?: components["parameters"]["cursor"];
                    /** @description How many items a page has at most. */
                    limit?: components["parameters"]["limit"];
                    schedule_id?: string;
                    status?: string;
                    tree_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/approve-ring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LaunchDecision"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GateAnswer"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GateAnswered"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/reject-ring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchSessionPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes in the team, as it happens (server-sent events)
         * @description First comes `hello` (EventHello), then `changes` (an array of EventChange), at most ten messages a second. `id` is the number of the last change; come back with it and nothing is missed. `resync` says that too much was missed: read everything anew and go on. A comment comes every `heartbeat_seconds` of silence. A stream ends after 15 minutes; come back.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that may still be accepted. */
        get: operations["listInvitations"];
        put?: never;
        /** A link with which somebody joins the team; once, for seven days. */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back. */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join the team that invited; signed in afterwards. */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/look-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation offers to whoever has its link. */
        post: operations["lookUpInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own name and settings. */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's name or settings. */
        patch: operations["updateProfile"];
        trace?: never;
    };
    "/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's password; ends all other sessions. */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in, newest first. */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere but here. */
        delete: operations["revokeOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's sessions. */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password, with a link for it; ends all of one's sessions. */
        post: operations["setPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of the team, in the order in which they came. */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        /** Somebody of the team. */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Give somebody another role, let them go, or let them in again.
         * @description Whoever is let go is signed out and their tokens end. A team keeps an active owner (409).
         */
        patch: operations["updatePerson"];
        trace?: never;
    };
    "/people/{user_id}/password-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link with which somebody chooses a new password; once, for a day. */
        post: operations["makePasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{user_id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove the second factor of somebody who has lost it. */
        delete: operations["resetSecondFactor"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's secrets, without their values. */
        get: operations["listSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/secrets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Letters, digits and `_`, no digit first; 100 at most.
                 * @example DB_PASSWORD
                 */
                name: string;
            };
            cookie?: never;
        };
        /** A secret without its value. */
        get: operations["getSecret"];
        /** Store a secret, or write over it. */
        put: operations["putSecret"];
        post?: never;
        /** Remove a secret. */
        delete: operations["deleteSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, their team, and the CSRF token of a browser's session. */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with e-mail address, password and, where there is one, the second factor.
         * @description Answers alike where there is no such account. 401 with the code `session.code-required` in `errors` asks for `code`; send all three then. 429 after too many failures.
         */
        post: operations["signIn"];
        /** End this browser's session. */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the offered second factor in force. */
        put: operations["confirmSecondFactor"];
        /** Be offered a second factor; it is in force once its first code is confirmed. */
        post: operations["enrolSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/totp/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give one's second factor up. */
        post: operations["removeSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GateAnswer"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/mark-done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/output": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: number;
                    length?: number;
                    stage?: string;
                    step?: number;
                };
                header?: never;
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Output"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/skip-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description The `ETag` that you know; a newer one refuses the change (412).
                     * @example "7"
                     */
                    "If-Match"?: components["parameters"]["if_match"];
                };
                path: {
                    session_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionDetail"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The same key again gives the first answer again, and does nothing more. */
                    "Idempotency-Key"?: components["parameters"]["idempotency_key"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LaunchRequest"];
                };
            };
            responses: {
                /** @description x */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/batch/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LaunchRequest"];
                };
            };
            responses: {
                /** @description x */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LaunchPreview"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the installation waits for its first person. */
        get: operations["getSetUp"];
        put?: never;
        /**
         * Make the first team and become its owner, with the link that the first start printed.
         * @description Works once. Whoever does it also administrates the installation, and is signed in.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/target-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's target lists */
        get: operations["listTargetLists"];
        put?: never;
        /**
         * Make a target list
         * @description Of `targets`, or of `text` with one label a line: blank lines are ignored, and labels that come again are left out and told in `duplicates`. Labels are unique ignoring case.
         */
        post: operations["createTargetList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/target-lists/{target_list_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target list */
        get: operations["getTargetList"];
        /** Replace a target list */
        put: operations["replaceTargetList"];
        post?: never;
        /**
         * Delete a target list
         * @description Where schedules use it, the answer without `confirm` is 409 and names them. With it their list becomes null, and they ask for targets when they are due.
         */
        delete: operations["deleteTargetList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/target-lists/read-text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The labels of a pasted text
         * @description One a line; stores nothing. For a list's form and for a launch by names.
         */
        post: operations["readTargetText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The teams of the installation, for its administrators. */
        get: operations["listTeams"];
        put?: never;
        /** Make a team, with an invitation for its first owner. */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own tokens; for owners, everybody's of the team. */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make a token for a program; not for a token to do.
         * @description It never may more than its maker, and ends with them, at the latest after a year.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a token; somebody else's for owners alone. */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The library of flows */
        get: operations["listTrees"];
        put?: never;
        /**
         * Make a flow
         * @description Of `markdown`, or of the blank template of `tree_type`. A `name` takes the place of the one in the text. A text with errors is refused with all of them, and nothing is stored.
         */
        post: operations["createTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One flow */
        get: operations["getTree"];
        put?: never;
        post?: never;
        /**
         * Delete a flow and its schedules
         * @description What ran is kept. A shipped flow is refused (409).
         */
        delete: operations["deleteTree"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a flow out of the library
         * @description Its schedules go on.
         */
        post: operations["archiveTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a flow, a shipped one too
         * @description Without a name it is called "Copy of ...".
         */
        post: operations["duplicateTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A flow's text as a file */
        get: operations["exportTree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/markdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save a flow's text
         * @description The text is read anew and kept as a version; a text that is what it was makes none. A text with errors is refused with all of them (422) and changes nothing; a shipped flow is refused (409).
         */
        put: operations["saveTreeMarkdown"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a flow back into the library */
        post: operations["unarchiveTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a flow's text, newest first */
        get: operations["listTreeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of one version */
        get: operations["getTreeVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/{tree_id}/versions/{version}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version changed */
        get: operations["compareTreeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many flows there are of each type */
        get: operations["countTrees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a flow of a markdown file */
        post: operations["importTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong with a text, and what it says
         * @description Stores nothing.
         */
        post: operations["lintTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trees/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a flow would do with these values
         * @description Of a stored flow (`tree_id`) or of a text (`markdown`). Stores nothing, runs nothing. Every missing, surplus or unfit value is an error of its own.
         */
        post: operations["previewTree"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptInvitation: {
            name: string;
            password: components["schemas"]["Password"];
            /** @description What follows `#` in the link. */
            token: string;
        };
        ApiToken: {
            created_at: components["schemas"]["Instant"];
            expires_at: components["schemas"]["Instant"];
            id: string;
            /** @description To the minute. */
            last_used_at: number | null;
            name: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Who made it. */
            user_id: string;
        };
        ApiTokens: {
            items: components["schemas"]["ApiToken"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        AuditEntries: {
            items: components["schemas"]["AuditEntry"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        AuditEntry: {
            action: string;
            actor: components["schemas"]["Principal"];
            address: string;
            at: components["schemas"]["Instant"];
            /** @description JSON: `before` and `after`, null where there is nothing. */
            difference: string;
            /** @description Covers this entry and the one before it. */
            hash: string;
            /** @description Over all teams. */
            sequence: number;
            subject: string;
        };
        Batch: {
            batch_id: string;
            counts: components["schemas"]["SessionCounts"];
            created_at: number;
            digest: string;
            ended_at: number | null;
            launched_by: components["schemas"]["Principal"] | null;
            name: string;
            reason: string;
            retry_of: string | null;
            risk_level: string;
            schedule_id: string | null;
            status: string;
            target_list_id: string | null;
            tree_id: string | null;
            version: number;
        };
        BatchDetail: {
            as_of: number;
            batch_id: string;
            counts: components["schemas"]["SessionCounts"];
            created_at: number;
            digest: string;
            ended_at: number | null;
            frozen_markdown: string;
            launched_by: components["schemas"]["Principal"] | null;
            name: string;
            prompts: components["schemas"]["Prompt"][];
            reason: string;
            retry_of: string | null;
            risk_level: string;
            rollback: components["schemas"]["BatchStep"][];
            schedule_id: string | null;
            status: string;
            steps: components["schemas"]["BatchStep"][];
            strategy: string;
            target_list_id: string | null;
            timer_at: number | null;
            tree_id: string | null;
            variables: {
                [key: string]: string;
            };
            version: number;
            wave: number;
            wave_stage: string;
            waves: components["schemas"]["BatchWave"][];
        };
        BatchPage: {
            items: components["schemas"]["Batch"][];
            next_cursor: string | null;
            total: number;
        };
        BatchSession: {
            assigned_to: string;
            batch_id: string;
            ended_at: number | null;
            failure: string;
            issues: number;
            manual: boolean;
            outcome: string;
            position: number;
            reason: string;
            recheck: boolean;
            server_id: string | null;
            session_id: string;
            stage: string;
            started_at: number | null;
            status: string;
            step: number;
            step_status: string;
            target_label: string;
            version: number;
            wave: number;
        };
        BatchSessionPage: {
            items: components["schemas"]["BatchSession"][];
            next_cursor: string | null;
            total: number;
        };
        BatchStep: {
            by_hand: boolean;
            prose: string;
            texts: string[];
            title: string;
            type: string;
        };
        BatchWave: {
            approval_after: boolean;
            count: number;
            first: number;
            name: string;
            parallelism: number;
            recheck: boolean;
            soak_seconds: number;
        };
        ChangePassword: {
            current_password: string;
            password: components["schemas"]["Password"];
        };
        CopyName: {
            name?: string;
        };
        CreatedTeam: {
            invitation: components["schemas"]["OneTimeLink"];
            team: components["schemas"]["Team"];
        };
        CreatedToken: {
            api_token: components["schemas"]["ApiToken"];
            token: string;
        };
        CreateTeam: {
            name: string;
            owner_email: string;
        };
        CreateToken: {
            expires_at: components["schemas"]["Instant"];
            name: string;
            scopes: components["schemas"]["Scope"][];
        };
        DeletedTargetList: {
            schedules_without_list: components["schemas"]["ListUse"][];
        };
        DeletedTree: {
            schedules_deleted: number;
        };
        /** @description Something found in a text. Lines and columns count from 1; the end lies behind it. */
        Diagnostic: {
            code: string;
            column: number;
            end_column: number;
            end_line: number;
            hint: string;
            line: number;
            message: string;
            /** @enum {unknown} */
            severity: "error" | "warning";
        };
        DuplicateLine: {
            /** @description That names the same target. */
            first_line: number;
            label: string;
            line: number;
        };
        /**
         * @example {
         *       "sequence": 42,
         *       "at": 1796000000000,
         *       "topic": "schedules",
         *       "kind": "updated",
         *       "subject": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
         *       "session_id": "",
         *       "body": {}
         *     }
         */
        EventChange: {
            at: components["schemas"]["Instant"];
            /** @description Of a batch: the event. Otherwise empty or what the reader needs at once. */
            body: Record<string, never>;
            /** @description `created`, `updated`, `deleted`; of a batch as docs/reference/events.md lists them. */
            kind: string;
            sequence: number;
            /** @description Empty where it speaks of no session. */
            session_id: string;
            /** @description Id of what changed; of the batch. */
            subject: string;
            /** @description The resource; `batches` for all of a batch. */
            topic: string;
        };
        EventHello: {
            /** @description A page of another build has to be loaded anew. */
            build: string;
            heartbeat_seconds: number;
            server_time: components["schemas"]["Instant"];
        };
        EventResync: Record<string, never>;
        GateAnswer: {
            approved: boolean;
            comment: string;
            stage: string;
            step: number;
        };
        GateAnswered: {
            answered: number;
        };
        /**
         * @description Milliseconds since 1970-01-01T00:00:00Z.
         * @example 1796000000000
         */
        Instant: number;
        /** @description A variable that has to have a value before a run. A flow that declares none asks for every placeholder. */
        IntakeField: {
            default?: string;
            help: string;
            label: string;
            name: string;
            options: string[];
            pattern: string;
            /** @enum {unknown} */
            per: "batch" | "target";
            required: boolean;
            /** @enum {unknown} */
            type: "string" | "text" | "integer" | "boolean" | "choice" | "date" | "host" | "secret" | "url";
        };
        Invitation: {
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            email: string;
            expires_at: components["schemas"]["Instant"];
            id: string;
            role: components["schemas"]["Role"];
        };
        InvitationOffer: {
            email: string;
            expires_at: components["schemas"]["Instant"];
            role: components["schemas"]["Role"];
            /** @description Its name. */
            team: string;
        };
        Invitations: {
            items: components["schemas"]["Invitation"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        InviteUser: {
            email: string;
            role: components["schemas"]["Role"];
        };
        LaunchDecision: {
            approved: boolean;
            comment: string;
            digest: string;
            name: string;
        };
        LaunchPreview: {
            diagnostics: components["schemas"]["Diagnostic"][];
            gates: components["schemas"]["TreeGate"][];
            needs_approval: boolean;
            targets: components["schemas"]["PreviewTarget"][];
            waves: components["schemas"]["Wave"][];
        };
        LaunchRequest: {
            confirm_manual?: boolean;
            /** @enum {unknown} */
            previous?: "all" | "not_completed";
            previous_batch_id?: string;
            target_list_id?: string;
            targets?: components["schemas"]["NewTarget"][];
            tree_id: string;
            variables?: {
                [key: string]: string;
            };
        };
        LinkToken: {
            /** @description What follows `#` in the link. */
            token: string;
        };
        /** @description What follows `diagnostics` is null where the text has errors. */
        LintedTree: {
            diagnostics: components["schemas"]["Diagnostic"][];
            gates: components["schemas"]["TreeGate"][] | null;
            intake_form: components["schemas"]["IntakeField"][] | null;
            is_valid: boolean;
            name: string | null;
            parsed_steps: components["schemas"]["ParsedStep"][] | null;
            tree_structure: components["schemas"]["TreeStructure"] | null;
            tree_type: components["schemas"]["TreeType"] | null;
        };
        ListedSession: {
            address: string;
            /** @description What the browser calls itself. */
            agent: string;
            created_at: components["schemas"]["Instant"];
            id: string;
            is_current: boolean;
            seen_at: components["schemas"]["Instant"];
        };
        ListedSessions: {
            items: components["schemas"]["ListedSession"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        /** @description A schedule that uses a target list. */
        ListUse: {
            schedule_id: string;
            status: string;
            tree_id: string;
            tree_name: string;
        };
        NewTarget: {
            label: string;
            notes?: string | null;
        };
        NewTree: {
            markdown?: string;
            name?: string;
            tree_type?: components["schemas"]["TreeType"];
        };
        /** @description Of the next page; null on the last. */
        NextCursor: string | null;
        OneTimeLink: {
            expires_at: components["schemas"]["Instant"];
            id: string;
            /** @description Its secret stands behind `#`, which browsers do not send. */
            url: string;
        };
        Output: {
            from: number;
            left_out: number;
            text: string;
            total: number;
        };
        OwnPassword: {
            /** @description One's own */
            password: string;
        };
        /** @description A step as it is understood: every default written out, beside what is here the keys of its type (docs/reference/plan.md). */
        ParsedStep: {
            /**
             * @description On a server whose mode is live.
             * @enum {unknown}
             */
            gate: "runs" | "waits" | "by hand";
            gate_reason: string;
            number: number;
            prose: string;
            requires_approval?: boolean;
            /** @description Of a recipe, in a preview: what it runs. */
            script?: string;
            title: string;
            type: string;
        };
        /** @description At least 10 characters, at most 1024 bytes, not the e-mail address. */
        Password: string;
        PastedTargets: {
            duplicates: components["schemas"]["DuplicateLine"][];
            targets: components["schemas"]["Target"][];
        };
        PastedText: {
            text: string;
        };
        People: {
            items: components["schemas"]["Person"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        Person: {
            created_at: components["schemas"]["Instant"];
            email: string;
            has_second_factor: boolean;
            id: string;
            /** @description False once they were let go: they can not sign in. */
            is_active: boolean;
            /** @description Of the installation; makes teams. */
            is_administrator: boolean;
            last_sign_in_at: number | null;
            name: string;
            role: components["schemas"]["Role"];
            version: number;
        };
        PreviewTarget: {
            label: string;
            server_id: string | null;
        };
        Principal: {
            kind: string;
            name: string;
        };
        /** @description RFC 9457. `errors` tells each place of a text or body that was refused. */
        Problem: {
            /** @description Stable, such as `stale`; docs/reference/errors.md lists all. */
            code: string;
            /** @description Of `stale`: the newer state, as its GET answers it. */
            current?: unknown;
            /** @description For people: the thing, the rule, the way out. */
            detail: string;
            errors?: components["schemas"]["ProblemPlace"][];
            status: number;
            title: string;
            type: string;
        };
        ProblemPlace: {
            code: string;
            column?: number;
            hint?: string;
            /** @description In the text. */
            line?: number;
            message: string;
            /** @description RFC 6901: where it stands in the body. */
            pointer?: string;
            /** @enum {unknown} */
            severity: "error" | "warning";
        };
        Profile: {
            settings: components["schemas"]["Settings"];
            user: components["schemas"]["Person"];
            version: number;
        };
        Prompt: {
            kind: string;
            session_id: string;
            since: number;
            stage: string;
            step: number;
            target_label: string;
            text: string;
        };
        PutSecret: {
            /** @description Absent: as it is. */
            description?: string | null;
            kind: components["schemas"]["SecretKind"];
            /** @description 1 to 65536 bytes. */
            value: string;
        };
        Reason: {
            reason: string;
        };
        /**
         * @description Each may do what the ones before it may.
         * @enum {unknown}
         */
        Role: "viewer" | "engineer" | "owner";
        /** @enum {unknown} */
        Scope: "read" | "write" | "run" | "approve" | "manage";
        SecondFactorCode: {
            /** @description Six digits. */
            code: string;
        };
        SecondFactorOffer: {
            /** @description Base32, for those who type it. */
            secret: string;
            /** @description For the QR code. */
            uri: string;
        };
        Secret: {
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            description: string;
            id: string;
            kind: components["schemas"]["SecretKind"];
            name: string;
            updated_at: components["schemas"]["Instant"];
            version: number;
        };
        /** @enum {unknown} */
        SecretKind: "value" | "ssh_key" | "ssh_key_passphrase" | "password" | "become_password";
        Secrets: {
            items: components["schemas"]["Secret"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        SeenStep: {
            answered: string;
            began_at: number;
            ended_at: number | null;
            exit_status: number;
            gate: string;
            message: string;
            stage: string;
            status: string;
            step: number;
            tries: number;
        };
        Session: {
            /** @description For the header `X-CSRF-Token` of each change by cookie; null for an API token. */
            csrf_token: string | null;
            /** @description Of an API token; null for a person. */
            scopes: components["schemas"]["Scope"][] | null;
            team: components["schemas"]["Team"];
            user: components["schemas"]["Person"];
        };
        SessionCounts: {
            cancelled: number;
            completed: number;
            failed: number;
            interrupted: number;
            pending: number;
            skipped: number;
            total: number;
            under_way: number;
        };
        SessionDetail: {
            assigned_to: string;
            batch_id: string;
            difference: string;
            ended_at: number | null;
            failure: string;
            flow_name: string;
            issues: number;
            manual: boolean;
            next_steps: string;
            outcome: string;
            outcome_notes: string;
            position: number;
            prompt: components["schemas"]["Prompt"] | null;
            reason: string;
            recheck: boolean;
            rollback: components["schemas"]["BatchStep"][];
            scratchpad: string;
            seen: components["schemas"]["SeenStep"][];
            server_id: string | null;
            session_id: string;
            stage: string;
            started_at: number | null;
            status: string;
            step: number;
            step_status: string;
            steps: components["schemas"]["BatchStep"][];
            target_label: string;
            version: number;
            wave: number;
        };
        SetPassword: {
            password: components["schemas"]["Password"];
            /** @description What follows `#` in the link. */
            token: string;
        };
        /** @description Texts by name, which only the dashboard understands; 100 of 16 KiB at most. */
        Settings: {
            [key: string]: string;
        };
        SetUp: {
            email: string;
            name: string;
            password: components["schemas"]["Password"];
            /** @description The name of the first team. */
            team: string;
            /** @description What follows `#` in the link. */
            token: string;
        };
        SetUpState: {
            is_needed: boolean;
        };
        SignIn: {
            /** @description Six digits of the second factor. */
            code?: string | null;
            email: string;
            password: string;
        };
        Target: {
            label: string;
            notes: string;
            /** @description When an import no longer named it; an import never removes a target. */
            vanished_at: number | null;
        };
        TargetList: {
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            description: string;
            /** @description Lines of the `text` that was just given, which were left out. */
            duplicates: components["schemas"]["DuplicateLine"][];
            id: string;
            last_used_at: number | null;
            name: string;
            target_count: number;
            targets: components["schemas"]["Target"][];
            updated_at: components["schemas"]["Instant"];
            used_by: components["schemas"]["ListUse"][];
            version: number;
        };
        TargetListHead: {
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            description: string;
            id: string;
            last_used_at: number | null;
            name: string;
            target_count: number;
            updated_at: components["schemas"]["Instant"];
            used_by: components["schemas"]["ListUse"][];
            version: number;
        };
        TargetListInput: {
            description?: string | null;
            name: string;
            targets?: components["schemas"]["NewTarget"][];
            /** @description Instead of `targets`: one label a line. */
            text?: string;
        };
        TargetListPage: {
            items: components["schemas"]["TargetListHead"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        Team: {
            created_at: components["schemas"]["Instant"];
            id: string;
            name: string;
            /** @description Of the stop switch; empty where the team may work. */
            stopped_reason: string;
            version: number;
        };
        Teams: {
            items: components["schemas"]["Team"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        Tree: {
            archived_at: number | null;
            auto_approve_rules: Record<string, never>[];
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            description: string;
            /** @description The warnings of the text. */
            diagnostics: components["schemas"]["Diagnostic"][];
            id: string;
            intake_form: components["schemas"]["IntakeField"][];
            /** @description Shipped with Fettle, and read-only. */
            is_builtin: boolean;
            markdown: string;
            name: string;
            parsed_steps: components["schemas"]["ParsedStep"][];
            /** @enum {unknown} */
            risk_level: "none" | "low" | "medium" | "high";
            snapshot_dimensions: ("packages" | "kernel" | "systemd" | "configs" | "disk" | "containers")[];
            step_count: number;
            /** @enum {unknown} */
            strategy: "rolling" | "parallel" | "parallel_batched" | "rings";
            /** @description With every default written out. */
            strategy_config: Record<string, never>;
            subject: string;
            tags: string[];
            target_selector: Record<string, never> | null;
            tree_structure: components["schemas"]["TreeStructure"];
            tree_type: components["schemas"]["TreeType"];
            updated_at: components["schemas"]["Instant"];
            updated_by: string | null;
            version: number;
        };
        TreeCounts: {
            all: number;
            archived: number;
            maintenance: number;
            procedural: number;
            troubleshooting: number;
        };
        TreeDifference: {
            after: number;
            /** @description Null where there was none. */
            before: number | null;
            difference: string;
        };
        /** @description A step that does not simply run. */
        TreeGate: {
            /** @enum {unknown} */
            gate: "waits" | "by hand";
            reason: string;
            /** @enum {unknown} */
            stage: "steps" | "rollback";
            step: number;
            title: string;
        };
        TreeHead: {
            archived_at: number | null;
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            description: string;
            id: string;
            /** @description Shipped with Fettle, and read-only. */
            is_builtin: boolean;
            name: string;
            /** @enum {unknown} */
            risk_level: "none" | "low" | "medium" | "high";
            step_count: number;
            /** @enum {unknown} */
            strategy: "rolling" | "parallel" | "parallel_batched" | "rings";
            subject: string;
            tags: string[];
            tree_type: components["schemas"]["TreeType"];
            updated_at: components["schemas"]["Instant"];
            updated_by: string | null;
            version: number;
        };
        TreePage: {
            items: components["schemas"]["TreeHead"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        TreePreview: {
            diagnostics: components["schemas"]["Diagnostic"][];
            /** @description Name, description, the keys of the front matter, `steps` and `rollback`. */
            flow: {
                name: string;
                rollback: components["schemas"]["ParsedStep"][];
                steps: components["schemas"]["ParsedStep"][];
            };
            gates: components["schemas"]["TreeGate"][];
            max_concurrency: number;
            /** @description Null where no number of failures halts it. */
            max_failures: number | null;
            /** @description None of a flow that people walk alone. */
            waves: components["schemas"]["Wave"][];
        };
        TreePreviewRequest: {
            markdown?: string;
            /** @default 1 */
            targets: number;
            tree_id?: string;
            variables?: {
                [key: string]: string;
            };
        };
        TreeStructure: {
            rollback: components["schemas"]["ParsedStep"][];
            steps: components["schemas"]["ParsedStep"][];
        };
        TreeText: {
            /** @description At most 1 MiB. */
            markdown: string;
        };
        /** @enum {unknown} */
        TreeType: "troubleshooting" | "procedural" | "maintenance";
        TreeVersion: {
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            version: number;
        };
        TreeVersionPage: {
            items: components["schemas"]["TreeVersion"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        TreeVersionText: {
            markdown: string;
            version: number;
        };
        UpdatePerson: {
            is_active?: boolean | null;
            role?: components["schemas"]["Role"] | null;
        };
        UpdateProfile: {
            name?: string | null;
            /** @description All of them; what is left out is gone. */
            settings?: components["schemas"]["Settings"] | null;
        };
        Wave: {
            approval_after: boolean;
            count: number;
            /** @description Position of its first target. */
            first: number;
            name: string;
            parallelism: number;
            /** @description The validate steps run again after the soak. */
            recheck: boolean;
            soak_seconds: number;
        };
    };
    responses: {
        /** @description What went wrong, in words and by a stable code. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:fettle:error:invalid",
                 *       "title": "Not acceptable as it stands",
                 *       "status": 422,
                 *       "detail": "name: expected a string, got a number",
                 *       "code": "invalid",
                 *       "errors": [
                 *         {
                 *           "severity": "error",
                 *           "code": "json.type",
                 *           "message": "name: expected a string, got a number",
                 *           "pointer": "/name"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Signed in. The cookie `fettle_session` is set; scripts can't read it. */
        SignedIn: {
            headers: {
                Location: components["headers"]["Location"];
                /** @description The session, for this browser alone. */
                "Set-Cookie"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "user": {
                 *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                 *         "email": "ann@example.com",
                 *         "name": "Ann",
                 *         "role": "owner",
                 *         "is_administrator": true,
                 *         "is_active": true,
                 *         "has_second_factor": false,
                 *         "version": 1,
                 *         "created_at": 1796000000000,
                 *         "last_sign_in_at": 1796000000000
                 *       },
                 *       "team": {
                 *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e3",
                 *         "name": "North",
                 *         "stopped_reason": "",
                 *         "version": 1,
                 *         "created_at": 1796000000000
                 *       },
                 *       "csrf_token": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                 *       "scopes": null
                 *     }
                 */
                "application/json": components["schemas"]["Session"];
            };
        };
    };
    parameters: {
        /** @description `user.invited`, or `user` for all that begin so. */
        audit_action: string;
        /** @description The id of a person, token or schedule. */
        audit_actor: string;
        /** @description Entries of this instant and later. */
        audit_from: components["schemas"]["Instant"];
        /** @description The id of what was changed. */
        audit_subject: string;
        /** @description Entries before this instant. */
        audit_to: components["schemas"]["Instant"];
        /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
        cursor: string;
        /** @description The same key again gives the first answer again, and does nothing more. */
        idempotency_key: string;
        /**
         * @description The `ETag` that you know; a newer one refuses the change (412).
         * @example "7"
         */
        if_match: string;
        /** @description How many items a page has at most. */
        limit: number;
        /** @description The member to sort by, with a `-` before it for descending order. */
        sort: string;
        target_list_id: string;
        tree_id: string;
        tree_version: number;
        user_id: string;
    };
    requestBodies: never;
    headers: {
        /** @description The version of what is answered, in quotes. */
        ETag: string;
        /** @description Where the new thing is. */
        Location: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAudit: {
        parameters: {
            query?: {
                /** @description `user.invited`, or `user` for all that begin so. */
                action?: components["parameters"]["audit_action"];
                /** @description The id of a person, token or schedule. */
                actor?: components["parameters"]["audit_actor"];
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description Entries of this instant and later. */
                from?: components["parameters"]["audit_from"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description The id of what was changed. */
                subject?: components["parameters"]["audit_subject"];
                /** @description Entries before this instant. */
                to?: components["parameters"]["audit_to"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "sequence": 7,
                     *           "at": 1796000000000,
                     *           "actor": {
                     *             "kind": "user",
                     *             "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *             "name": "Ann"
                     *           },
                     *           "address": "192.0.2.7",
                     *           "action": "user.updated",
                     *           "subject": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e5",
                     *           "difference": "{\"before\":{\"role\":\"viewer\"},\"after\":{\"role\":\"engineer\"}}",
                     *           "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                /** @description `user.invited`, or `user` for all that begin so. */
                action?: components["parameters"]["audit_action"];
                /** @description The id of a person, token or schedule. */
                actor?: components["parameters"]["audit_actor"];
                format?: "csv" | "jsonl";
                /** @description Entries of this instant and later. */
                from?: components["parameters"]["audit_from"];
                /** @description The id of what was changed. */
                subject?: components["parameters"]["audit_subject"];
                /** @description Entries before this instant. */
                to?: components["parameters"]["audit_to"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line an entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"sequence":7,"at":1796000000000,"action":"user.updated"} */
                    "application/jsonl": string;
                    /** @example sequence,at,actor_id,actor_name,address,action,subject,difference,hash */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description As `Last-Event-ID`, for a first connection. */
                last_event_id?: string;
                /**
                 * @description Names with commas between them; all without it. A resource (`schedules`), or one thing of it (`schedules:ID`). Of batches: `batches` is what a list of them shows, `sessions` everything within, `prompts` what people are asked and have answered; the id of all three is the batch's.
                 * @example schedules,batches,sessions:01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4
                 */
                topics?: string;
            };
            header?: {
                /** @description The last `id` that you have; browsers send it when they come back. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream without an end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: hello
                     *     id: 41
                     *     data: {"build":"0.1.0","server_time":1796000000000,"heartbeat_seconds":15}
                     */
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e6",
                     *           "email": "cleo@example.com",
                     *           "role": "engineer",
                     *           "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "created_at": 1796000000000,
                     *           "expires_at": 1796600000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "cleo@example.com",
                 *       "role": "engineer"
                 *     }
                 */
                "application/json": components["schemas"]["InviteUser"];
            };
        };
        responses: {
            /** @description The link, shown once. Earlier ones to this address no longer work. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e6",
                     *       "url": "https://fettle.example.com/password#3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *       "expires_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its link no longer works. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "name": "Cleo",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            201: components["responses"]["SignedIn"];
            default: components["responses"]["Problem"];
        };
    };
    lookUpInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                 *     }
                 */
                "application/json": components["schemas"]["LinkToken"];
            };
        };
        responses: {
            /** @description The offer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "team": "North",
                     *       "email": "cleo@example.com",
                     *       "role": "engineer",
                     *       "expires_at": 1796600000000
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *         "email": "ann@example.com",
                     *         "name": "Ann",
                     *         "role": "owner",
                     *         "is_administrator": true,
                     *         "is_active": true,
                     *         "has_second_factor": false,
                     *         "version": 1,
                     *         "created_at": 1796000000000,
                     *         "last_sign_in_at": 1796000000000
                     *       },
                     *       "settings": {
                     *         "theme": "dark"
                     *       },
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann",
                 *       "settings": {
                 *         "theme": "dark"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateProfile"];
            };
        };
        responses: {
            /** @description The profile as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *         "email": "ann@example.com",
                     *         "name": "Ann",
                     *         "role": "owner",
                     *         "is_administrator": true,
                     *         "is_active": true,
                     *         "has_second_factor": false,
                     *         "version": 1,
                     *         "created_at": 1796000000000,
                     *         "last_sign_in_at": 1796000000000
                     *       },
                     *       "settings": {
                     *         "theme": "dark"
                     *       },
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Profile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "correct horse battery",
                 *       "password": "staple battery horse"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description It is changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of one's sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e5",
                     *           "address": "192.0.2.7",
                     *           "agent": "Mozilla/5.0",
                     *           "created_at": 1796000000000,
                     *           "seen_at": 1796000000000,
                     *           "is_current": true
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ListedSessions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Only this session is left. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["SetPassword"];
            };
        };
        responses: {
            /** @description Sign in with it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "email": "ben@example.com",
                     *           "name": "Ben",
                     *           "role": "engineer",
                     *           "is_administrator": false,
                     *           "is_active": true,
                     *           "has_second_factor": true,
                     *           "version": 3,
                     *           "created_at": 1796000000000,
                     *           "last_sign_in_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["People"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "email": "ben@example.com",
                     *       "name": "Ben",
                     *       "role": "engineer",
                     *       "is_administrator": false,
                     *       "is_active": true,
                     *       "has_second_factor": true,
                     *       "version": 3,
                     *       "created_at": 1796000000000,
                     *       "last_sign_in_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePerson: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "owner"
                 *     }
                 */
                "application/json": components["schemas"]["UpdatePerson"];
            };
        };
        responses: {
            /** @description The person as they are now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "email": "ben@example.com",
                     *       "name": "Ben",
                     *       "role": "engineer",
                     *       "is_administrator": false,
                     *       "is_active": true,
                     *       "has_second_factor": true,
                     *       "version": 3,
                     *       "created_at": 1796000000000,
                     *       "last_sign_in_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makePasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, shown once. Earlier ones no longer work. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e6",
                     *       "url": "https://fettle.example.com/password#3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *       "expires_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They sign in with their password alone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSecrets: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e8",
                     *           "name": "DB_PASSWORD",
                     *           "kind": "value",
                     *           "description": "Of the reporting database.",
                     *           "version": 2,
                     *           "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "created_at": 1796000000000,
                     *           "updated_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Secrets"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Letters, digits and `_`, no digit first; 100 at most.
                 * @example DB_PASSWORD
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e8",
                     *       "name": "DB_PASSWORD",
                     *       "kind": "value",
                     *       "description": "Of the reporting database.",
                     *       "version": 2,
                     *       "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                /**
                 * @description Letters, digits and `_`, no digit first; 100 at most.
                 * @example DB_PASSWORD
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "value",
                 *       "description": "Of the reporting database.",
                 *       "value": "hunter2"
                 *     }
                 */
                "application/json": components["schemas"]["PutSecret"];
            };
        };
        responses: {
            /** @description Written over. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e8",
                     *       "name": "DB_PASSWORD",
                     *       "kind": "value",
                     *       "description": "Of the reporting database.",
                     *       "version": 2,
                     *       "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description A new one. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e8",
                     *       "name": "DB_PASSWORD",
                     *       "kind": "value",
                     *       "description": "Of the reporting database.",
                     *       "version": 2,
                     *       "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Letters, digits and `_`, no digit first; 100 at most.
                 * @example DB_PASSWORD
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session, or what the token may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *         "email": "ann@example.com",
                     *         "name": "Ann",
                     *         "role": "owner",
                     *         "is_administrator": true,
                     *         "is_active": true,
                     *         "has_second_factor": false,
                     *         "version": 1,
                     *         "created_at": 1796000000000,
                     *         "last_sign_in_at": 1796000000000
                     *       },
                     *       "team": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e3",
                     *         "name": "North",
                     *         "stopped_reason": "",
                     *         "version": 1,
                     *         "created_at": 1796000000000
                     *       },
                     *       "csrf_token": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "scopes": null
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ann@example.com",
                 *       "password": "correct horse battery",
                 *       "code": "287082"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            201: components["responses"]["SignedIn"];
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "287082"
                 *     }
                 */
                "application/json": components["schemas"]["SecondFactorCode"];
            };
        };
        responses: {
            /** @description Signing in asks for a code from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    enrolSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description The secret, shown once; the URI is for a QR code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                     *       "uri": "otpauth://totp/Fettle:ann%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fettle"
                     *     }
                     */
                    "application/json": components["schemas"]["SecondFactorOffer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description Signing in asks for the password alone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSetUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_needed": true
                     *     }
                     */
                    "application/json": components["schemas"]["SetUpState"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "team": "North",
                 *       "name": "Ann",
                 *       "email": "ann@example.com",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            201: components["responses"]["SignedIn"];
            default: components["responses"]["Problem"];
        };
    };
    listTargetLists: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description To be found in name, description or targets, ignoring case. */
                q?: string;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "last_used_at" | "-last_used_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-000000000010",
                     *           "name": "RDS Oslo",
                     *           "description": "Session hosts of the Oslo site",
                     *           "target_count": 2,
                     *           "version": 4,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "last_used_at": 1796000000000,
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1795900000000,
                     *           "used_by": []
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TargetListPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTargetList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "RDS Oslo",
                 *       "description": "Session hosts of the Oslo site",
                 *       "targets": [
                 *         {
                 *           "label": "RDS-01",
                 *           "notes": "The first to be patched"
                 *         },
                 *         {
                 *           "label": "RDS-02"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TargetListInput"];
            };
        };
        responses: {
            /** @description The new list. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000010",
                     *       "name": "RDS Oslo",
                     *       "description": "Session hosts of the Oslo site",
                     *       "target_count": 1,
                     *       "version": 1,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "last_used_at": null,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "used_by": [],
                     *       "targets": [
                     *         {
                     *           "label": "RDS-01",
                     *           "notes": "",
                     *           "vanished_at": null
                     *         }
                     *       ],
                     *       "duplicates": [
                     *         {
                     *           "line": 3,
                     *           "label": "rds-01",
                     *           "first_line": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TargetList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTargetList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_list_id: components["parameters"]["target_list_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list with its targets and the schedules that use it. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000010",
                     *       "name": "RDS Oslo",
                     *       "description": "Session hosts of the Oslo site",
                     *       "target_count": 1,
                     *       "version": 4,
                     *       "created_by": null,
                     *       "last_used_at": 1796000000000,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795900000000,
                     *       "used_by": [
                     *         {
                     *           "schedule_id": "019a0000-0000-7000-8000-000000000020",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "tree_name": "RDS session host patching",
                     *           "status": "approved"
                     *         }
                     *       ],
                     *       "targets": [
                     *         {
                     *           "label": "RDS-01",
                     *           "notes": "The first to be patched",
                     *           "vanished_at": null
                     *         }
                     *       ],
                     *       "duplicates": []
                     *     }
                     */
                    "application/json": components["schemas"]["TargetList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replaceTargetList: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                target_list_id: components["parameters"]["target_list_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "RDS Oslo",
                 *       "text": "RDS-01\nRDS-03\n"
                 *     }
                 */
                "application/json": components["schemas"]["TargetListInput"];
            };
        };
        responses: {
            /** @description The list as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000010",
                     *       "name": "RDS Oslo",
                     *       "description": "",
                     *       "target_count": 1,
                     *       "version": 5,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "last_used_at": null,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "used_by": [],
                     *       "targets": [
                     *         {
                     *           "label": "RDS-01",
                     *           "notes": "",
                     *           "vanished_at": null
                     *         }
                     *       ],
                     *       "duplicates": []
                     *     }
                     */
                    "application/json": components["schemas"]["TargetList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTargetList: {
        parameters: {
            query?: {
                confirm?: boolean;
            };
            header?: never;
            path: {
                target_list_id: components["parameters"]["target_list_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedules whose list is null now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schedules_without_list": [
                     *         {
                     *           "schedule_id": "019a0000-0000-7000-8000-000000000020",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "tree_name": "RDS session host patching",
                     *           "status": "approved"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedTargetList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readTargetText: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "RDS-01\nRDS-02\n\nrds-01\n"
                 *     }
                 */
                "application/json": components["schemas"]["PastedText"];
            };
        };
        responses: {
            /** @description The targets, and the lines that were left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "targets": [
                     *         {
                     *           "label": "RDS-01",
                     *           "notes": "",
                     *           "vanished_at": null
                     *         },
                     *         {
                     *           "label": "RDS-02",
                     *           "notes": "",
                     *           "vanished_at": null
                     *         }
                     *       ],
                     *       "duplicates": [
                     *         {
                     *           "line": 4,
                     *           "label": "rds-01",
                     *           "first_line": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PastedTargets"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e3",
                     *           "name": "South",
                     *           "stopped_reason": "",
                     *           "version": 1,
                     *           "created_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Teams"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "South",
                 *       "owner_email": "cleo@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["CreateTeam"];
            };
        };
        responses: {
            /** @description The team, and the owner's link, shown once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "team": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e3",
                     *         "name": "South",
                     *         "stopped_reason": "",
                     *         "version": 1,
                     *         "created_at": 1796000000000
                     *       },
                     *       "invitation": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e6",
                     *         "url": "https://fettle.example.com/password#3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *         "expires_at": 1796000000000
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedTeam"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, without the tokens themselves. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e7",
                     *           "user_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "name": "deployment",
                     *           "scopes": [
                     *             "read",
                     *             "run"
                     *           ],
                     *           "created_at": 1796000000000,
                     *           "expires_at": 1797000000000,
                     *           "last_used_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ApiTokens"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "deployment",
                 *       "scopes": [
                 *         "read",
                 *         "run"
                 *       ],
                 *       "expires_at": 1797000000000
                 *     }
                 */
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            /** @description The token, shown once. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "fettle_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                     *       "api_token": {
                     *         "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e7",
                     *         "user_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *         "name": "deployment",
                     *         "scopes": [
                     *           "read",
                     *           "run"
                     *         ],
                     *         "created_at": 1796000000000,
                     *         "expires_at": 1797000000000,
                     *         "last_used_at": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It no longer opens anything. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrees: {
        parameters: {
            query?: {
                /** @description True lists the archived flows instead. */
                archived?: boolean;
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description To be found in name, description, tags or markdown, ignoring case. */
                q?: string;
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description That has this tag, ignoring case. */
                tag?: string;
                /** @description Of this type alone. */
                type?: components["schemas"]["TreeType"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; descriptions are cut to their beginning. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-000000000001",
                     *           "name": "Restart nginx",
                     *           "description": "Restarts the web server.",
                     *           "tree_type": "maintenance",
                     *           "subject": "nginx",
                     *           "risk_level": "low",
                     *           "strategy": "rolling",
                     *           "tags": [
                     *             "web"
                     *           ],
                     *           "is_builtin": false,
                     *           "step_count": 1,
                     *           "version": 3,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1796000000000,
                     *           "updated_at": 1796000360000,
                     *           "archived_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TreePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tree_type": "maintenance",
                 *       "name": "Restart nginx"
                 *     }
                 */
                "application/json": components["schemas"]["NewTree"];
            };
        };
        responses: {
            /** @description The new flow. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTree: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The flow. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTree: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What went with it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schedules_deleted": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedTree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveTree: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The flow as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    duplicateTree: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Restart nginx in Oslo"
                 *     }
                 */
                "application/json": components["schemas"]["CopyName"];
            };
        };
        responses: {
            /** @description The copy. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportTree: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The markdown, byte for byte. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example ---
                     *     subject: nginx
                     *     risk_level: low
                     *     ---
                     *
                     *     # Restart nginx
                     *
                     *     ## Steps
                     *
                     *     ### Step 1: Restart
                     *
                     *     ```yaml
                     *     type: custom_tool
                     *     command: systemctl restart nginx
                     *     ```
                     */
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveTreeMarkdown: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n"
                 *     }
                 */
                "application/json": components["schemas"]["TreeText"];
            };
        };
        responses: {
            /** @description The flow as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unarchiveTree: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` that you know; a newer one refuses the change (412).
                 * @example "7"
                 */
                "If-Match"?: components["parameters"]["if_match"];
            };
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The flow as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTreeVersions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": 3,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1796000360000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TreeVersionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTreeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
                version: components["parameters"]["tree_version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 3,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n"
                     *     }
                     */
                    "application/json": components["schemas"]["TreeVersionText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareTreeVersions: {
        parameters: {
            query?: {
                /** @description The version to compare with; the one before it by default. */
                before?: number;
            };
            header?: never;
            path: {
                tree_id: components["parameters"]["tree_id"];
                version: components["parameters"]["tree_version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A unified difference, without the names of files. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "before": 2,
                     *       "after": 3,
                     *       "difference": "@@ -1,1 +1,1 @@\n-# Restart\n+# Restart nginx\n"
                     *     }
                     */
                    "application/json": components["schemas"]["TreeDifference"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    countTrees: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archived flows are counted apart. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "all": 12,
                     *       "troubleshooting": 2,
                     *       "procedural": 3,
                     *       "maintenance": 7,
                     *       "archived": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TreeCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example ---
                 *     subject: nginx
                 *     risk_level: low
                 *     ---
                 *
                 *     # Restart nginx
                 *
                 *     ## Steps
                 *
                 *     ### Step 1: Restart
                 *
                 *     ```yaml
                 *     type: custom_tool
                 *     command: systemctl restart nginx
                 *     ```
                 */
                "text/markdown": string;
            };
        };
        responses: {
            /** @description The new flow. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Restart nginx",
                     *       "description": "Restarts the web server.",
                     *       "tree_type": "maintenance",
                     *       "subject": "nginx",
                     *       "risk_level": "low",
                     *       "strategy": "rolling",
                     *       "tags": [
                     *         "web"
                     *       ],
                     *       "is_builtin": false,
                     *       "step_count": 1,
                     *       "version": 3,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000360000,
                     *       "archived_at": null,
                     *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "strategy_config": {
                     *         "max_failures": 0,
                     *         "max_concurrency": 64
                     *       },
                     *       "snapshot_dimensions": [
                     *         "packages"
                     *       ],
                     *       "auto_approve_rules": [],
                     *       "target_selector": null,
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["Tree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lintTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "---\nsubject: nginx\nrisk_level: low\n---\n\n# Restart nginx\n\n## Steps\n\n### Step 1: Restart\n\n```yaml\ntype: custom_tool\ncommand: systemctl restart nginx\n```\n"
                 *     }
                 */
                "application/json": components["schemas"]["TreeText"];
            };
        };
        responses: {
            /** @description What was found; a text with errors too is answered so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_valid": true,
                     *       "diagnostics": [
                     *         {
                     *           "severity": "warning",
                     *           "line": 12,
                     *           "column": 3,
                     *           "end_line": 12,
                     *           "end_column": 8,
                     *           "code": "variable.unused",
                     *           "message": "the variable `patch` is declared but used nowhere",
                     *           "hint": "write `{{ patch }}` where its value belongs, or remove it"
                     *         }
                     *       ],
                     *       "name": "Restart nginx",
                     *       "tree_type": "maintenance",
                     *       "parsed_steps": [
                     *         {
                     *           "number": 1,
                     *           "title": "Restart",
                     *           "prose": "",
                     *           "gate": "waits",
                     *           "gate_reason": "type default",
                     *           "type": "custom_tool",
                     *           "requires_approval": true,
                     *           "command": "systemctl restart nginx",
                     *           "timeout": 300
                     *         }
                     *       ],
                     *       "tree_structure": {
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "intake_form": [],
                     *       "gates": [
                     *         {
                     *           "stage": "steps",
                     *           "step": 1,
                     *           "title": "Restart",
                     *           "gate": "waits",
                     *           "reason": "type default"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["LintedTree"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                 *       "variables": {
                 *         "patch": "7.4"
                 *       },
                 *       "targets": 3
                 *     }
                 */
                "application/json": components["schemas"]["TreePreviewRequest"];
            };
        };
        responses: {
            /** @description Steps with the values filled in, gates with their reasons, and waves. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "diagnostics": [],
                     *       "flow": {
                     *         "name": "Restart nginx",
                     *         "steps": [
                     *           {
                     *             "number": 1,
                     *             "title": "Restart",
                     *             "prose": "",
                     *             "gate": "waits",
                     *             "gate_reason": "type default",
                     *             "type": "custom_tool",
                     *             "requires_approval": true,
                     *             "command": "systemctl restart nginx",
                     *             "timeout": 300
                     *           }
                     *         ],
                     *         "rollback": []
                     *       },
                     *       "gates": [
                     *         {
                     *           "stage": "steps",
                     *           "step": 1,
                     *           "title": "Restart",
                     *           "gate": "waits",
                     *           "reason": "type default"
                     *         }
                     *       ],
                     *       "waves": [
                     *         {
                     *           "name": "target 1",
                     *           "first": 1,
                     *           "count": 1,
                     *           "parallelism": 1,
                     *           "soak_seconds": 0,
                     *           "recheck": false,
                     *           "approval_after": false
                     *         }
                     *       ],
                     *       "max_failures": 0,
                     *       "max_concurrency": 64
                     *     }
                     */
                    "application/json": components["schemas"]["TreePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
