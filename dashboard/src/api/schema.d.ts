// Generated from contract/*.yaml by `npm run types`; not edited by hand.
export interface paths {
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptInvitation"];
        delete?: never;
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
        get: operations["getSession"];
        put?: never;
        post: operations["signIn"];
        delete: operations["signOut"];
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
        get?: never;
        put?: never;
        post: operations["setUp"];
        delete?: never;
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
        get: operations["listTrees"];
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
        get: operations["countTrees"];
        put?: never;
        post?: never;
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
            password: string;
            token: string;
        };
        /**
         * @description Milliseconds since 1970-01-01T00:00:00Z.
         * @example 1796000000000
         */
        Instant: number;
        /** @description Of the next page; null on the last. */
        NextCursor: string | null;
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
        Session: {
            csrf_token: string;
            /** @enum {string} */
            role: "owner" | "engineer" | "viewer";
            team: {
                id: string;
                name: string;
            };
            user: {
                email: string;
                id: string;
                name: string;
            };
        };
        SetUp: {
            email: string;
            name: string;
            password: string;
            team_name: string;
            token: string;
        };
        SignIn: {
            code?: string;
            email: string;
            password: string;
        };
        TreeCounts: {
            all: number;
            maintenance: number;
            procedural: number;
            troubleshooting: number;
        };
        TreeList: {
            items: components["schemas"]["TreeSummary"][];
            next_cursor: string | null;
            total: number;
        };
        TreeSummary: {
            description?: string;
            id: string;
            name: string;
            /** @enum {unknown} */
            tree_type: "troubleshooting" | "procedural" | "maintenance";
            version: number;
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
    };
    parameters: {
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
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
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
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
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
            /** @description ok */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            /** @description ok */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    listTrees: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
                sort?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TreeList"];
                };
            };
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
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TreeCounts"];
                };
            };
        };
    };
}
