// Generated from contract/*.yaml by `npm run types`; not edited by hand.
export interface paths {
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
    "/invitations/accept": {
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
        get: {
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
        put?: never;
        post: {
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
        delete: {
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
        post: {
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
            password: string;
            token: string;
        };
        CopyName: {
            name?: string;
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
        PastedTargets: {
            duplicates: components["schemas"]["DuplicateLine"][];
            targets: components["schemas"]["Target"][];
        };
        PastedText: {
            text: string;
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
        Session: {
            csrf_token: string | null;
            team: {
                id: string;
                name: string;
                stopped_reason: string;
            };
            user: {
                email: string;
                id: string;
                name: string;
                /** @enum {unknown} */
                role: "owner" | "engineer" | "viewer";
            };
        };
        SetUp: {
            email: string;
            name: string;
            password: string;
            team: string;
            token: string;
        };
        SignIn: {
            code?: string;
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
        target_list_id: string;
        tree_id: string;
        tree_version: number;
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
