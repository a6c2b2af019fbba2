// Generated from contract/*.yaml by `npm run types`; not edited by hand.
export interface paths {
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["readContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assistant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which model the team's assistant asks; without its key. */
        get: operations["getAssistant"];
        /** Choose the model. */
        put: operations["putAssistant"];
        post?: never;
        /** Forget the model and its key. */
        delete: operations["deleteAssistant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assistant/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the model for a word. */
        post: operations["testAssistant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** The run history, newest first */
        get: operations["listBatches"];
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** One batch with its plan, waves and open questions */
        get: operations["getBatch"];
        put?: never;
        post?: never;
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End what runs and start nothing more */
        post: operations["cancelBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /**
         * What changed, rolled up over all targets
         * @description Each item that changed on any target: on how many it did, on how many it is as it was, and on how many there is no such thing or nobody could tell. Those that changed on most come first.
         */
        get: operations["rollUpChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /**
         * The commands that sessions gave to their targets, and how much each has written
         * @description In the order of `session_id`, and of each session in the order in which they were given. Those that have written nothing are left out. Their text is read with readOutput.
         */
        get: operations["listCommands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/continue": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with the rest of a halted batch in spite of its failures */
        post: operations["continueBatch"];
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject a launch that waits for it
         * @description Approving needs the `digest` that was seen (412 where it is another). At risk high the one who launched it can't approve (403), unless nobody else may; then `name` is the plan's name. Servers that were removed while it waited are skipped, and the batch's `digest` is then that of the rest; 409 where none is left.
         */
        post: operations["decideLaunch"];
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a step's gate for all targets that wait at it */
        post: operations["answerStepGates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /**
         * What a step wrote on all targets, each text once
         * @description Of the last try on each target. Targets whose output is the same byte for byte stand together, the largest group first.
         */
        get: operations["groupOutputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a batch start against windows and freezes
         * @description For all of its sessions, from now on. Host locks, budgets and the stop switch hold. The reason is kept with the batch and in the audit log. 409 where the batch is over.
         */
        post: operations["overrideWindows"];
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let running steps finish and begin no other */
        post: operations["pauseBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** The batch as a report */
        get: operations["reportBatch"];
        put?: never;
        post?: never;
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on after a pause */
        post: operations["resumeBatch"];
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Launch what was approved then once more, linked to it
         * @description On all its targets, on those that did not complete, or on chosen ones. The new batch names this one in `retried_from`, and this one the new in `retried_as`. It waits for an approval as a launch does. What had gone since the approval runs again only where `session_ids` names it. 409 while the batch is under way, and where no target is left. 409 also while an earlier retry of it, or another launch of its plan on its targets (`from_batch_id`), has not ended: that batch is `current`.
         */
        post: operations["retryBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/ring": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the question between two rings */
        post: operations["answerRing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/session-table": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /**
         * All sessions of a batch as columns
         * @description The n-th entry of each column belongs to the n-th session, in the order of the rollout, re-checks after. Small and quick for 10,000 sessions; with `If-None-Match` it is sent only where it has changed.
         */
        get: operations["getSessionTable"];
        put?: never;
        post?: never;
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
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** All sessions of a batch, in the order of its rollout */
        get: operations["listBatchSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/batches/{batch_id}/why": {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        /** Why something of the batch is not running */
        get: operations["whyNot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's disruption budgets, by name */
        get: operations["listBudgets"];
        put?: never;
        /**
         * Make a budget
         * @description Holds over all runs of the team. A percentage is of the servers that the selector chooses, rounded down, and at least one. A host is out while a session works there, and after its first changing step until a session has succeeded there or a person takes it back.
         */
        post: operations["createBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/budgets/{budget_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        /** One budget */
        get: operations["getBudget"];
        /** Change a budget */
        put: operations["replaceBudget"];
        post?: never;
        /** Delete a budget */
        delete: operations["deleteBudget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Firings of schedules, windows and freezes of a span of time
         * @description Of at most 366 days, and at most 5,000 items; `is_cut` tells that there were more. Windows and freezes are whole, even where they reach out of the span.
         */
        get: operations["readCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All windows and freezes as iCalendar
         * @description Windows recur, freezes are dated. `X-FETTLE-CRON` and `X-FETTLE-SCOPE` hold what iCalendar has no word for, so that importing the file changes nothing.
         */
        get: operations["exportCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Windows and freezes from an iCalendar text
         * @description First without `apply`: the difference and its digest. Then with `apply` and that digest: where the difference is another by then, nothing is changed (409). Events are known again by their UID. One that recurs daily, weekly or monthly for ever is a window, one that does not recur a freeze. What the text no longer names stays. Any event that can't be read refuses the whole, with its line.
         */
        post: operations["importCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's channels, their addresses masked. */
        get: operations["listChannels"];
        put?: never;
        /** Add a channel. */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
            };
            cookie?: never;
        };
        /** A channel, its address masked. */
        get: operations["getChannel"];
        put?: never;
        post?: never;
        /** Remove a channel. Messages that wait for it fail. */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        /** Change a channel; what is left out stays as it is. */
        patch: operations["editChannel"];
        trace?: never;
    };
    "/channels/{channel_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now, once. The delivery says what became of it. */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credential-defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The secrets that open servers which name none */
        get: operations["listCredentialDefaults"];
        /**
         * Choose the secrets that open servers which name none
         * @description Instead of all there were. A server's own credential goes first, then its role's, then the one for all.
         */
        put: operations["putCredentialDefaults"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cron/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The words and the next firings of a cron expression */
        post: operations["previewCron"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to channels and what became of them, newest first. Kept for 90 days. */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{delivery_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f2 */
                delivery_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send one at once that has failed, or waits for another attempt. */
        post: operations["retryDelivery"];
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
    "/freezes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's freezes, by their beginning */
        get: operations["listFreezes"];
        put?: never;
        /**
         * Make a freeze
         * @description From `begins_at` until just before `ends_at` nothing of its scope starts.
         */
        post: operations["createFreeze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/freezes/{freeze_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                freeze_id: string;
            };
            cookie?: never;
        };
        /** One freeze */
        get: operations["getFreeze"];
        /**
         * Change a freeze
         * @description As a whole. Sessions that wait for it ask again at once.
         */
        put: operations["replaceFreeze"];
        post?: never;
        /** Delete a freeze */
        delete: operations["deleteFreeze"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hosts that are out */
        get: operations["listHostsOut"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hosts-out/back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a host is in service again
         * @description Whatever became of the session that changed it. 409 while a session works there.
         */
        post: operations["takeHostBack"];
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
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers; asks nothing of anybody. /healthz is the same */
        get: operations["checkAlive"];
        put?: never;
        post?: never;
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
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters for Prometheus */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the team was told, newest first */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark messages as read
         * @description Those named, at most 100; all that there are by now without `ids`. Others have not read them by that.
         */
        post: operations["readNotifications"];
        delete?: never;
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
         * @description Whoever is let go is signed out, their tokens end and so do the links that they made. A team keeps an active owner, the installation an administrator (409); who administrates is left to administrators (403).
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
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the database answers */
        get: operations["checkReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's recipes, by slug */
        get: operations["listRecipes"];
        put?: never;
        /**
         * Make a recipe
         * @description A text with errors is refused with all of them (422), a slug that is taken too (409).
         */
        post: operations["createRecipe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{recipe_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One recipe */
        get: operations["getRecipe"];
        /**
         * Save a recipe's document
         * @description A shipped recipe is refused (409): duplicate it to change it.
         */
        put: operations["updateRecipe"];
        post?: never;
        /**
         * Delete a recipe
         * @description Flows that name it can't be launched until there is one of its slug again.
         */
        delete: operations["deleteRecipe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes/{recipe_id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a recipe under another slug */
        post: operations["duplicateRecipe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's schedules, newest first */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Schedule a plan
         * @description By cron, once at `scheduled_start`, or without either for now. Without targets the run waits until somebody names them. At most one active recurring schedule a flow (409 names the other). Where some labels match a server, 409 also names those that match none, unless `manual_confirmed` is true. At risk low it is approved by whoever makes it.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        /** One schedule */
        get: operations["getSchedule"];
        put?: never;
        post?: never;
        /** Delete a schedule; its batches stay */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description Absent fields stay. An approval is taken back; while it runs it can't be edited (409). Targets that are named anew are asked about as at the start.
         */
        patch: operations["editSchedule"];
        trace?: never;
    };
    "/schedules/{schedule_id}/assistant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4 */
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the assistant about the schedule's own text; answers as askAboutTree does */
        post: operations["askAboutSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Never fire again */
        post: operations["cancelSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject a schedule
         * @description Approving needs the `digest` that was seen (412 where it is another). At risk high neither its maker nor its last editor can approve (403), unless nobody else may; then `name` is the plan's.
         */
        post: operations["decideSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/markdown": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Save the schedule's own text
         * @description Before approval; the approval keeps it. A text with errors changes nothing (422).
         */
        put: operations["saveScheduleText"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fire no more until it is resumed */
        post: operations["pauseSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fire again */
        post: operations["resumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run an approved schedule at once
         * @description Beside its plan. 409 where it is not approved, and at risk high.
         */
        post: operations["runScheduleNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{schedule_id}/why": {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        /**
         * Why a schedule is not running
         * @description With the reasons of its run that was under way then.
         */
        get: operations["whyNotSchedule"];
        put?: never;
        post?: never;
        delete?: never;
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
        /**
         * Store a secret, or write over it.
         * @description A key is opened once; one that can't be used is refused. The kind stays as it is (409).
         */
        put: operations["putSecret"];
        post?: never;
        /**
         * Remove a secret.
         * @description 409 while servers are opened with it.
         */
        delete: operations["deleteSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's servers */
        get: operations["listServers"];
        put?: never;
        /**
         * Register a server
         * @description Names are unique in a team, ignoring case. Nothing is connected to.
         */
        post: operations["createServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One server */
        get: operations["getServer"];
        put?: never;
        post?: never;
        /** Delete a server */
        delete: operations["deleteServer"];
        options?: never;
        head?: never;
        /**
         * Change a server
         * @description What is there is set; an empty text, 0 and an empty list take a value away. The mode has a way of its own. Only an owner may set `credential_id` and `become_credential_id`.
         */
        patch: operations["updateServer"];
        trace?: never;
    };
    "/servers/{server_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        /**
         * What differs between two snapshots of a server
         * @description A snapshot is named by the session that took it and by whether it was taken before or after it. 404 where the server has no such snapshot (any more).
         */
        get: operations["compareServerSnapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}/connection-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look whether a server can be reached
         * @description Connects soon and within 20 seconds: which host key it shows, whether it lets us in, whether a POSIX shell reads our text, which system it is. Nothing is sent to a server whose host key is not known. What came of it is the server's `connection_test`, with an `at` that is no earlier than `requested_at`, and the stream of events says so. Starts no program on the service's own machine. 503 where too many wait.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}/host-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept the host key that the last connection test saw
         * @description That key alone is believed from now on, instead of the service's known hosts. 412 where the last test saw another one than `fingerprint`, or the server's address has changed since.
         */
        put: operations["acceptHostKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}/mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change what may be done on a server
         * @description Acts before the next step of whatever runs there.
         */
        put: operations["setServerMode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}/modes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of its modes, newest first */
        get: operations["listServerModes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/{server_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        /** The sessions that worked on a server, over all batches, launched last first */
        get: operations["listServerSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change many servers at once
         * @description Named by `ids` or by `filter`; an empty filter is every server. All are changed or none. A `mode` needs a `reason`, which is kept in each server's history.
         */
        post: operations["editServers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many servers have which role, site, tag and so on */
        get: operations["countServers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The servers that match, as CSV that an import reads */
        get: operations["exportServersAsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/export.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The servers that match, as JSON that an import reads */
        get: operations["exportServersAsJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Servers from the text of another system
         * @description First without `apply`: the difference and its digest. Then with `apply` and that digest: where the difference is another by then, nothing is changed (409). What the source leaves empty stays as it is. Servers of this `origin` that the source no longer names are marked, never deleted. The mode of a server that is there is never changed. `ansible` takes INI, YAML and what `ansible-inventory --list` prints.
         */
        post: operations["importServers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/servers/select": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which servers a selector means now
         * @description A list stands for its labels. Servers that an import no longer named are left out, and told.
         */
        post: operations["selectServers"];
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
        /** Who is asking, their team, and the CSRF token of a browser's session. */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with e-mail address, password and, where there is one, the second factor.
         * @description Answers alike where there is no such account. 401 with the code `session.code-required` in `errors` asks for `code`; send all three then. 429 after too many failures. 403 where people sign in with the identity provider alone.
         */
        post: operations["signIn"];
        /** End this browser's session. */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways in that this installation has. */
        get: operations["getSignInOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with the identity provider (OpenID Connect).
         * @description Sets the cookie `fettle_sign_in`, good for ten minutes and for this browser, and says where to go. The provider sends the browser back to `/login/provider` of the dashboard, with `code` and `state`. 404 where no provider is configured, 502 where it does not answer.
         */
        post: operations["beginProviderSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/provider/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with what the identity provider has sent back.
         * @description Works once, in the browser that began it. 403, with the reason, for somebody whom the provider knows and who may not come in: no group of theirs has a role, or an owner has let them go. 409 where somebody else here has their e-mail address.
         */
        post: operations["finishProviderSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/provider/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to link one's account to the identity provider's.
         * @description As beginProviderSignIn; what comes back is good in this session alone, for finishProviderLink. Takes the password. 403 for an API token, 409 for who is linked already or has no password.
         */
        post: operations["beginProviderLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/provider/link/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link one's account with what the identity provider has sent back.
         * @description Works once, in the session that began it: 401 else. From then on the provider signs the same person in, without password and second factor of here, and its groups decide their role. 403 where no group of theirs has a role; 409 where their groups have another role than they have now, or that account is somebody else's here.
         */
        post: operations["finishProviderLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/provider/link/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the link to the identity provider up; one's other sessions end.
         * @description 404 for who is not linked, 409 for who could not sign in without it.
         */
        post: operations["removeProviderLink"];
        delete?: never;
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        /** One session with its steps as its target gets them */
        get: operations["getTargetSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/ad-hoc-steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a step that is in no plan
         * @description What an engineer did besides on this target; it is told in the reports.
         */
        post: operations["addAdHocStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a step that is done by hand, or answer a question
         * @description A task, a question, or an automated step of a manual target, which is shown with its values filled in. 422 where the answer doesn't fit the step: an option or a fallback that it has not, a text that it asks for.
         */
        post: operations["answerStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Give a session to an engineer, or back
         * @description Whoever is given one is told in the bell. 404 for a user of another team, 422 for one who may not run.
         */
        put: operations["assignSession"];
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session */
        post: operations["cancelSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a session that nobody has
         * @description The first one who opens a session has it; whoever comes later changes nothing, and sees who has it.
         */
        post: operations["claimSession"];
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the waiting step go, or reject it */
        post: operations["answerGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note on a step */
        post: operations["addSessionNote"];
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        /** A part of what a step wrote */
        get: operations["readOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Write scratchpad, outcome, notes and next steps
         * @description What is not given stays. `If-Match` holds the `record_version` that you know: 412 with the newer state where it is another. 409 for an outcome while the session has not ended.
         */
        patch: operations["changeSessionRecord"];
        trace?: never;
    };
    "/sessions/{session_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pass the failed step over, or take it as done by hand */
        post: operations["resolveStep"];
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run it again from the step at which it failed */
        post: operations["retrySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the plan's rollback on a target that failed */
        post: operations["rollBackSession"];
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
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a target out that has not begun */
        post: operations["skipSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a session that has no target into one per target
         * @description Targets are named one way: a saved list, labels or pasted lines. At risk high the batch then waits for an approval by somebody else. 409 where the session has a target or has begun, and where labels match no server and that is not confirmed; 422 without targets.
         */
        post: operations["nameTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}/why": {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        /** Why a session is not running */
        get: operations["whyNotSession"];
        put?: never;
        post?: never;
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
        /**
         * Launch a plan on targets
         * @description Creates one session a target with a shared `batch_id`. Targets are named one way: a saved list, an earlier batch, labels or pasted lines. At risk medium and high the batch waits for an approval. 422 without targets, 400 for a flow that is no maintenance plan, 409 where labels match no server and that is not confirmed.
         */
        post: operations["launchBatch"];
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
        /**
         * What a launch would do
         * @description Creates nothing. `digest` names exactly what would run; a launch may send it along.
         */
        post: operations["previewBatch"];
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
    "/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop every start and every next step of the team
         * @description What runs on targets finishes. Batches under way are paused until it is taken back.
         */
        post: operations["stopTeam"];
        /** Take the stop back */
        delete: operations["letTeamGoOn"];
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
        /**
         * Change a target list
         * @description The targets as a whole; a description or targets that are left out stay as they are.
         */
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
    "/target-lists/{target_list_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Targets from the text of another system
         * @description First without `apply`, then with the digest of the difference that was seen. Targets that the source no longer names are marked and kept. Names of servers are labels.
         */
        post: operations["importTargets"];
        delete?: never;
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
    "/trees/{tree_id}/assistant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4 */
                tree_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the assistant about the flow's text in the editor
         * @description Server-sent events: `delta` (AssistantDelta) as the answer comes, without the proposed document; `retry` (AssistantRefused) where a proposal has errors and the model is told so, once; then `proposal` (AssistantProposal) or `refused` (AssistantRefused); at last `done`, or `error` (AssistantError). Nothing is saved.
         */
        post: operations["askAboutTree"];
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
    "/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's triggers, oldest first. */
        get: operations["listTriggers"];
        put?: never;
        /**
         * Make a trigger of a plan, with its targets, or of a schedule.
         * @description The signing key is shown this once. A trigger works while whoever made it, or its present key, may launch. It approves nothing: what a person's launch would wait for, its launch waits for. 409 where labels match no server and that is not confirmed, and without a master key.
         */
        post: operations["createTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{trigger_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        /** One trigger; never its key. */
        get: operations["getTrigger"];
        put?: never;
        post?: never;
        /** Remove a trigger; calls of it are refused from now on. */
        delete: operations["deleteTrigger"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{trigger_id}/fire": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Launch what the trigger names. For programs, by signature instead of a token.
         * @description Signed as Standard Webhooks says: `v1,` and the base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body` with the key's bytes (what follows `whsec_`, decoded). Good for five minutes; the same `webhook-id` again launches nothing more and gives the first answer again. Values may be given for the trigger's `allowed_variables`: letters, digits and `. _ - : + @ ~`, or what the variable's own pattern allows. 401, always alike, for a trigger that there is not, a wrong or missing signature and an old call. 409 where a schedule is not approved or its run before is not over. 429 after ten launches a minute.
         */
        post: operations["fireTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/triggers/{trigger_id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a trigger another key; calls signed with the one before are refused. */
        post: operations["rotateTriggerKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The team's windows, by name */
        get: operations["listWindows"];
        put?: never;
        /**
         * Make a window
         * @description It opens when `cron_expression` fires on the local clock of `timezone`, and closes when that clock shows `length_minutes` later. As soon as a scope has a window, nothing of it starts outside of its windows; within a scope any of them will do, and a start that several scopes are for needs one of each to be open.
         */
        post: operations["createWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/windows/{window_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        /** One window */
        get: operations["getWindow"];
        /**
         * Change a window
         * @description As a whole. Sessions that wait for it ask again at once.
         */
        put: operations["replaceWindow"];
        post?: never;
        /** Delete a window */
        delete: operations["deleteWindow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptHostKey: {
            /** @description `SHA256:...`, as the connection test shows it. */
            fingerprint: string;
        };
        AcceptInvitation: {
            name: string;
            password: components["schemas"]["Password"];
            /** @description What follows `#` in the link. */
            token: string;
        };
        AdHocStep: {
            at: components["schemas"]["Instant"];
            by: components["schemas"]["Principal"];
            id: string;
            /** @enum {unknown} */
            mark: "done" | "done_with_issues" | "failed";
            text: string;
            title: string;
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
        Assistant: {
            base_url: string | null;
            has_key: boolean;
            is_configured: boolean;
            model: string | null;
            /** @enum {unknown} */
            provider: "openai" | "anthropic" | null;
            updated_at: number | null;
            updated_by: string | null;
            version: number;
        };
        AssistantDelta: {
            text: string;
        };
        AssistantError: {
            /** @description As in a problem document. */
            code: string;
            detail: string;
        };
        AssistantProposal: {
            /** @description Warnings. */
            diagnostics: components["schemas"]["Diagnostic"][];
            /** @description From the text in the request, in the unified format. */
            difference: string;
            /** @description The whole proposed document. */
            markdown: string;
        };
        AssistantQuestion: {
            /** @description The text as it is in the editor; the model is told it. */
            markdown: string;
            /** @description Oldest first, 40 at most; the last is the question. */
            messages: {
                content: string;
                /** @enum {unknown} */
                role: "user" | "assistant";
            }[];
        };
        AssistantRefused: {
            diagnostics: components["schemas"]["Diagnostic"][];
        };
        AuditEntries: {
            items: components["schemas"]["AuditEntry"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        AuditEntry: {
            /** @description What the subject is and is called now; null where it is gone. */
            about: components["schemas"]["AuditSubject"] | null;
            /** @description What was changed and what was done to it, `schedule.paused`. Entries of earlier versions keep their names (`schedule paused`); the filter finds both by either. */
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
        AuditSubject: {
            /**
             * @description Of a flow its type.
             * @enum {unknown}
             */
            kind: "server" | "troubleshooting" | "procedural" | "maintenance" | "recipe" | "target_list" | "schedule" | "batch" | "session" | "person" | "secret" | "channel" | "trigger" | "window" | "freeze" | "budget" | "token";
            name: string;
        };
        Batch: {
            batch_id: string;
            counts: components["schemas"]["SessionCounts"];
            created_at: components["schemas"]["Instant"];
            digest: string;
            ended_at: number | null;
            launched_by: components["schemas"]["Principal"] | null;
            name: string;
            reason: string;
            /** @description The batch whose targets it took up again. */
            retried_from: string | null;
            risk_level: string;
            schedule_id: string | null;
            status: components["schemas"]["BatchStatus"];
            target_list_id: string | null;
            tree_id: string | null;
            version: number;
        };
        BatchDetail: components["schemas"]["Batch"] & {
            as_of: number;
            frozen_markdown: string;
            prompts: components["schemas"]["Prompt"][];
            /** @description The batches that took its targets up again. */
            retried_as: string[];
            rollback: components["schemas"]["ShownStep"][];
            steps: components["schemas"]["ShownStep"][];
            strategy: string;
            timer_at: number | null;
            variables: {
                [key: string]: string;
            };
            wave: number;
            /** @enum {unknown} */
            wave_stage: "targets" | "soak" | "recheck" | "approval";
            waves: components["schemas"]["BatchWave"][];
        };
        BatchPage: {
            items: components["schemas"]["Batch"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        BatchSession: {
            /** @description Name of the engineer who has it. */
            assigned_to: string;
            batch_id: string;
            ended_at: number | null;
            failure: string;
            issues: number;
            manual: boolean;
            /** @enum {unknown} */
            outcome: "done" | "done_with_issues" | "failed" | "skipped" | "not_applicable" | "";
            position: number;
            reason: string;
            recheck: boolean;
            server_id: string | null;
            session_id: string;
            /** @enum {unknown} */
            stage: "steps" | "rollback";
            started_at: number | null;
            status: components["schemas"]["SessionStatus"];
            step: number;
            step_status: string;
            target_label: string;
            version: number;
            /** @description That it goes with; -1 where its target has gone since the approval: then it is skipped, in no wave, and after all others. */
            wave: number;
        };
        /** @enum {unknown} */
        BatchStatus: "pending_approval" | "pending" | "running" | "awaiting_approval" | "soaking" | "halted" | "paused" | "completed" | "failed" | "cancelled";
        BatchWave: {
            approval_after: boolean;
            count: number;
            /** @description Position of its first target. */
            first: number;
            name: string;
            parallelism: number;
            recheck: boolean;
            soak_seconds: number;
        };
        BegunSignIn: {
            /** @description Of the provider. */
            url: string;
        };
        Budget: {
            /** @description Of them may be out at once. */
            allowed: number;
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            id: string;
            /** @description Servers that the selector chooses now. */
            matching: number;
            max_hosts: number | null;
            max_percent: number | null;
            name: string;
            /** @description Are out now. */
            out: number;
            selector: Record<string, never>;
            updated_at: components["schemas"]["Instant"];
            version: number;
            words: string;
        };
        /** @description Either `max_hosts` or `max_percent`. */
        BudgetInput: {
            max_hosts?: number | null;
            max_percent?: number | null;
            name: string;
            /** @description As in plans: `{by, value}`, `{all_of}`, `{any_of}` or `{not}`; no list. */
            selector: Record<string, never>;
        };
        BulkEdit: {
            filter?: components["schemas"]["ServerFilter"];
            ids?: string[];
            set: {
                add_tags?: string[];
                mode?: components["schemas"]["ServerMode"];
                os_family?: string;
                reason?: string;
                remove_tags?: string[];
                role?: string;
                site?: string;
                /** @description Replaces all tags. */
                tags?: string[];
            };
        };
        BulkEdited: {
            changed: number;
            matched: number;
        };
        CalendarItem: {
            batch_id: string | null;
            begins_at: components["schemas"]["Instant"];
            /** @description Null of a firing. */
            ends_at: number | null;
            id: string;
            /** @enum {unknown} */
            kind: "schedule" | "window" | "freeze";
            /** @description Of a schedule that of its plan. */
            name: string;
            /** @description Of a firing that is to come `planned`, or the schedule's status where that does not let it fire; of one that was `fired`, `missed` or `skipped`. Else empty. */
            status: string;
        };
        ChangePassword: {
            current_password: string;
            password: components["schemas"]["Password"];
        };
        Channel: {
            /** @description A mail address; of a URL its host alone. */
            address: string;
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            events: components["schemas"]["TeamEvent"][];
            id: string;
            is_enabled: boolean;
            kind: components["schemas"]["ChannelKind"];
            name: string;
            updated_at: components["schemas"]["Instant"];
            version: number;
        };
        ChannelEdit: {
            address?: string | null;
            events?: components["schemas"]["TeamEvent"][] | null;
            is_enabled?: boolean | null;
            name?: string | null;
        };
        /** @enum {unknown} */
        ChannelKind: "discord" | "slack" | "teams" | "webhook" | "email";
        Channels: {
            items: components["schemas"]["Channel"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        ComparedSnapshots: {
            changes: {
                after: string;
                before: string;
                /** @description Unified, of a text file that changed; else empty. */
                diff: string;
                /** @enum {unknown} */
                dimension: "packages" | "kernel" | "systemd" | "configs" | "disk" | "containers";
                /** @enum {unknown} */
                kind: "added" | "removed" | "changed" | "failed" | "started" | "stopped" | "restarted" | "enabled" | "disabled";
                /** @description A package, unit, path, mount or container. */
                subject: string;
            }[];
            /** @description What could not be seen. */
            notes: {
                /** @enum {unknown} */
                dimension: "packages" | "kernel" | "systemd" | "configs" | "disk" | "containers";
                text: string;
            }[];
            total: number;
        };
        ConnectionTest: {
            at: components["schemas"]["Instant"];
            /** @description A POSIX shell has proved itself there. */
            has_shell: boolean;
            /** @description Null: the server was not reached. */
            host_key: null | components["schemas"]["SeenHostKey"];
            logged_in: boolean;
            /** @description Why it ended early, and the way out; empty: all is well. */
            problem: string;
            /** @description Address and port that were connected to, and jump hosts. */
            way: string;
        };
        CopyName: {
            name?: string;
        };
        CopySlug: {
            slug?: string;
        };
        CreatedChannel: components["schemas"]["Channel"] & {
            /** @description Of a webhook. Each request is signed as the Standard Webhooks specification says: `webhook-signature` is `v1,` and the base64 of HMAC-SHA256, under the bytes that follow `whsec_` in base64, over `webhook-id`, `webhook-timestamp` and the body with dots between them. The id is the same each time that a message is sent. */
            signing_key: string | null;
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
        CredentialDefaults: {
            items: {
                /**
                 * @description To log in: an ssh_key or a password; for sudo, su or doas.
                 * @enum {unknown}
                 */
                purpose: "login" | "become";
                /** @description Of servers, ignoring case; empty: any whose role has none. */
                role: string;
                /** @description Its name. */
                secret: string;
            }[];
        };
        CronPreview: {
            diagnostics: components["schemas"]["Diagnostic"][];
            /** @description Fewer than asked for where it does not fire that often any more. */
            firings: {
                at: components["schemas"]["Instant"];
                /** @description RFC 3339 with the offset of that time. */
                local: string;
            }[];
            is_valid: boolean;
            timezone: string;
            /** @description Empty where it is not valid. */
            words: string;
        };
        CronPreviewRequest: {
            /** @default 5 */
            count?: number;
            cron_expression: string;
            /**
             * @description A name of the IANA database.
             * @default UTC
             */
            timezone?: string;
        };
        DeletedTargetList: {
            schedules_without_list: components["schemas"]["ListUse"][];
        };
        DeletedTree: {
            schedules_deleted: number;
        };
        Deliveries: {
            items: components["schemas"]["Delivery"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        Delivery: {
            /** @description So far; another follows after 30 s, 2 min and 10 min. */
            attempts: number;
            /** @description Null where the channel is gone or never was. */
            channel_id: string | null;
            channel_name: string;
            created_at: components["schemas"]["Instant"];
            ended_at: number | null;
            event: components["schemas"]["TeamEvent"];
            /** @description The receiver sees it too. */
            id: string;
            /** @description A path of the dashboard. */
            link: string;
            /** @description Of the next attempt while it is pending. */
            next_at: number | null;
            /** @description Of the last attempt, in words. */
            result: string;
            /** @enum {unknown} */
            severity: "info" | "warning" | "error";
            status: components["schemas"]["DeliveryStatus"];
            text: string;
        };
        /** @enum {unknown} */
        DeliveryStatus: "pending" | "delivered" | "failed";
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
         *       "number": 0,
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
            /** @description `created`, `updated`, `deleted`; of a batch as docs/reference/events.md lists them, or `sessions_changed` (`coalesce`). */
            kind: string;
            /** @description Of a batch: counts its events from 1 without gaps. Otherwise 0. */
            number: number;
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
         * @description The body of a change of kind `sessions_changed`; the newest of each session alone.
         * @example {
         *       "sessions": [
         *         {
         *           "session_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
         *           "status": "running",
         *           "stage": "steps",
         *           "step": 2,
         *           "started_at": 1796000000000,
         *           "ended_at": null
         *         }
         *       ]
         *     }
         */
        EventSessions: {
            sessions: {
                ended_at: number | null;
                session_id: string;
                /** @enum {string} */
                stage: "steps" | "rollback";
                started_at: number | null;
                status: components["schemas"]["SessionStatus"];
                step: number;
            }[];
        };
        Facet: {
            count: number;
            value: string;
        }[];
        Freeze: {
            begins_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            ends_at: components["schemas"]["Instant"];
            holds_now: boolean;
            id: string;
            name: string;
            reason: string;
            scope: components["schemas"]["RuleScope"];
            updated_at: components["schemas"]["Instant"];
            version: number;
        };
        FreezeInput: {
            begins_at: components["schemas"]["Instant"];
            ends_at: components["schemas"]["Instant"];
            name: string;
            reason: string;
            scope?: components["schemas"]["RuleScopeInput"] | null;
        };
        GateWord: {
            approved: boolean;
            comment?: string;
        };
        HostOut: {
            batch_id: string;
            /** @description Address and port. */
            host: string;
            session_id: string;
            /** @description When the last session ended; null while one works there. */
            since: number | null;
            target_label: string;
            /** @description A session works there; else it was changed, and none has succeeded. */
            under_way: boolean;
        };
        ImportCalendar: {
            apply?: boolean | null;
            digest?: string | null;
            /** @description Of what is new and names none. */
            scope?: components["schemas"]["RuleScopeInput"] | null;
            text: string;
            /** @description Of times and days that name none; without it UTC. */
            timezone?: string | null;
        };
        ImportChange: {
            fields: {
                after: string;
                before: string;
                field: string;
            }[];
            name: string;
        };
        ImportDifference: {
            added: components["schemas"]["ImportChange"][];
            applied: boolean;
            changed: components["schemas"]["ImportChange"][];
            digest: string;
            /** @description What can't be reached as the source says; it is neither added nor changed. */
            refused: {
                name: string;
                reason: string;
            }[];
            unchanged: number;
            /** @description No longer named: marked, kept. */
            vanished: string[];
            warnings: components["schemas"]["Diagnostic"][];
        };
        ImportServers: {
            /** @default false */
            apply?: boolean;
            digest?: string;
            /** @enum {unknown} */
            format: "csv" | "json" | "ansible" | "ssh_config";
            /** @description What the source is called; the format where it is left out. */
            origin?: string;
            text: string;
        };
        ImportTargets: {
            /** @default false */
            apply?: boolean;
            digest?: string;
            /** @enum {unknown} */
            format: "text" | "csv" | "json" | "ansible" | "ssh_config";
            text: string;
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
            diagnostics: Record<string, never>[];
            digest: string;
            duplicates: string[];
            gates: {
                only_if: boolean;
                place: string;
                reason: string;
                targets: number;
            }[];
            name: string;
            needs_approval: boolean;
            risk_level: string;
            sessions: number;
            steps: components["schemas"]["ShownStep"][];
            targets: {
                label: string;
                manual: boolean;
                mode: string;
                server_id: string | null;
            }[];
            unmatched: string[];
            waves: components["schemas"]["BatchWave"][];
        };
        LaunchRequest: {
            /** @description Of the preview that was seen. */
            digest?: string;
            from_batch_id?: string;
            /** @description Labels without a server are carried out by hand. */
            manual_confirmed?: boolean;
            /** @description Of `from_batch_id`. */
            only_not_completed?: boolean;
            /** @description Another word for `tree_id`. */
            plan_id?: string;
            /** @enum {unknown} */
            strategy?: "rolling" | "parallel" | "parallel_batched" | "rings";
            target_list_id?: string;
            /** @description As plans have it. No targets named at all are those that the plan's own selector chooses. */
            target_selector?: Record<string, never>;
            targets?: {
                label: string;
                notes?: string;
            }[];
            /** @description Labels, one a line. */
            text?: string;
            tree_id?: string;
            variables_override?: {
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
        ModeChangePage: {
            items: {
                at: components["schemas"]["Instant"];
                by_whom: string;
                mode: components["schemas"]["ServerMode"];
                reason: string;
            }[];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        NewChannel: {
            /** @description The URL of a webhook, or a mail address. */
            address: string;
            events: components["schemas"]["TeamEvent"][];
            /** @description Absent: yes. */
            is_enabled?: boolean | null;
            kind: components["schemas"]["ChannelKind"];
            /** @description Of 1 to 255 characters; unique in the team, whatever its case. */
            name: string;
        };
        NewServer: {
            address?: string | null;
            become?: boolean | null;
            /** @description Of a become_password; none: the default. */
            become_credential_id?: string | null;
            /** @enum {unknown} */
            become_method?: "" | "sudo" | "su" | "doas" | null;
            become_user?: string | null;
            /** @description Of a secret to log in with; none: the default. */
            credential_id?: string | null;
            /** @description Pinned public keys, each as a line of known_hosts without the name. */
            host_keys?: string[] | null;
            /**
             * @default live
             * @enum {unknown}
             */
            mode?: "live" | "shadow" | "audit" | null;
            name: string;
            notes?: string | null;
            os_family?: string | null;
            port?: number | null;
            proxy_jump?: string | null;
            role?: string | null;
            site?: string | null;
            tags?: string[] | null;
            /** @enum {unknown} */
            transport?: "ssh" | "local" | "ansible" | "manual" | null;
            user?: string | null;
            variables?: {
                [key: string]: string;
            } | null;
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
        NewTrigger: {
            allowed_variables?: string[] | null;
            /** @description Labels that match no server are carried out by hand. */
            manual_confirmed?: boolean | null;
            name: string;
            /** @description Else a schedule, which has targets and values. */
            schedule_id?: string | null;
            target_list_id?: string | null;
            targets?: components["schemas"]["NewTarget"][] | null;
            /** @description A plan; then also its targets. */
            tree_id?: string | null;
            variables_override?: {
                [key: string]: string;
            } | null;
        };
        /** @description Of the next page; null on the last. */
        NextCursor: string | null;
        OneTimeLink: {
            expires_at: components["schemas"]["Instant"];
            id: string;
            /** @description Its secret stands behind `#`, which browsers do not send. */
            url: string;
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
        Principal: {
            id: string;
            /** @enum {unknown} */
            kind: "system" | "command_line" | "user" | "token" | "scheduler" | "trigger";
            name: string;
        };
        /** @description RFC 9457. `errors` tells each place of a text or body that was refused. */
        Problem: {
            /** @description Stable, such as `stale`; docs/reference/errors.md lists all. */
            code: string;
            /** @description Of `stale`: the newer state, as its GET answers it. Of a refused retry: the one that is under way. */
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
            /** @description Whether the identity provider signs one in too, or alone. */
            is_linked: boolean;
            settings: components["schemas"]["Settings"];
            user: components["schemas"]["Person"];
            version: number;
        };
        /** @description What waits for a person. Without a session it stands between two rings. */
        Prompt: {
            /** @enum {unknown} */
            kind: "gate" | "ring_gate" | "person";
            session_id: string;
            since: components["schemas"]["Instant"];
            stage: string;
            step: number;
            target_label: string;
            text: string;
        };
        ProviderAnswer: {
            code: string;
            state: string;
        };
        PutAssistant: {
            /** @description What stands before `/chat/completions` or `/messages`. */
            base_url: string;
            /** @description Absent: as it is, for the same address. Empty: none. */
            key?: string | null;
            model: string;
            /**
             * @description `openai`: any endpoint that speaks as its chat completions do.
             * @enum {unknown}
             */
            provider: "openai" | "anthropic";
        };
        PutSecret: {
            /** @description Absent: as it is. */
            description?: string | null;
            kind: components["schemas"]["SecretKind"];
            /** @description Of an ssh_key that has one. */
            passphrase?: string | null;
            /** @description 1 to 65536 bytes; of an ssh_key the text of its file. */
            value: string;
        };
        Recipe: {
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            description: string;
            diagnostics: components["schemas"]["Diagnostic"][];
            id: string;
            /** @description Shipped with Fettle, and read-only. */
            is_builtin: boolean;
            /**
             * @description A POSIX shell script for the target, or a playbook that the real ansible-playbook runs against it.
             * @enum {unknown}
             */
            kind: "shell" | "ansible";
            name: string;
            /** @description Empty: any. */
            os_families: string[];
            parameters: components["schemas"]["RecipeParameter"][];
            post_check: string;
            pre_check: string;
            /** @description As its author counts. */
            recipe_version: string;
            /** @enum {unknown} */
            risk: "none" | "low" | "medium" | "high" | "critical";
            script: string;
            slug: string;
            tags: string[];
            text: string;
            updated_at: components["schemas"]["Instant"];
            updated_by: string | null;
            version: number;
        };
        RecipePage: {
            items: components["schemas"]["Recipe"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        RecipeParameter: {
            default_value: string | null;
            help: string;
            label: string;
            name: string;
            options: string[];
            pattern: string;
            required: boolean;
            type: string;
        };
        RecipeText: {
            text: string;
        };
        Remark: {
            comment?: string;
        };
        /**
         * @description Each may do what the ones before it may.
         * @enum {unknown}
         */
        Role: "viewer" | "engineer" | "owner";
        RuleScope: {
            kind: components["schemas"]["RuleScopeKind"];
            /** @description As people call it: the name of the server, or of the schedule's plan. */
            label: string;
            value: string;
        };
        /** @description Whom a rule is for. Without `kind` the whole team. */
        RuleScopeInput: {
            kind?: components["schemas"]["RuleScopeKind"];
            /** @description The name of the site or role, the id of the schedule or server; empty for the team. */
            value?: string;
        };
        /** @enum {unknown} */
        RuleScopeKind: "team" | "site" | "role" | "schedule" | "server";
        Schedule: {
            approval_comment: string;
            approved_at: number | null;
            /** @description JSON of a principal; empty without one. */
            approved_by: string;
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            cron_expression: string;
            cron_words: string;
            digest: string;
            frozen_markdown: string;
            grace_minutes: number;
            id: string;
            is_active: boolean;
            last_run_at: number | null;
            name: string;
            next_run_at: number | null;
            next_runs: number[];
            /** @enum {unknown} */
            overlap: "skip" | "queue";
            risk_level: string;
            scheduled_start: number | null;
            /** @description Of its selector, or of the plan's own where that chooses. */
            selector_words: string;
            status: components["schemas"]["ScheduleStatus"];
            target_list_id: string | null;
            target_selector: Record<string, never> | null;
            targets: string[];
            timezone: string;
            tree_id: string;
            updated_at: components["schemas"]["Instant"];
            updated_by: string | null;
            variables_override: {
                [key: string]: string;
            };
            version: number;
        };
        ScheduleInput: {
            cron_expression?: string;
            /** @default 15 */
            grace_minutes?: number;
            /** @description Labels that match no server are carried out by hand. */
            manual_confirmed?: boolean;
            /**
             * @default skip
             * @enum {unknown}
             */
            overlap?: "skip" | "queue";
            /** @description Another word for `tree_id`. */
            plan_id?: string;
            scheduled_start?: number;
            target_list_id?: string;
            /** @description As plans have it. No targets named at all are those that the plan's own selector chooses; where it has none, one session waits until somebody names targets. */
            target_selector?: Record<string, never>;
            targets?: {
                label: string;
                notes?: string;
            }[];
            /** @default UTC */
            timezone?: string;
            tree_id?: string;
            variables_override?: {
                [key: string]: string;
            };
        };
        /** @enum {unknown} */
        ScheduleStatus: "pending_approval" | "approved" | "running" | "completed" | "failed" | "rejected" | "paused" | "cancelled" | "missed";
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
            /** @description Of a key: `ssh-ed25519 SHA256:...`; else empty. */
            fingerprint: string;
            id: string;
            kind: components["schemas"]["SecretKind"];
            name: string;
            updated_at: components["schemas"]["Instant"];
            version: number;
        };
        /**
         * @description For steps that name it; to log in with a key or a password; for sudo, su or doas.
         * @enum {unknown}
         */
        SecretKind: "value" | "ssh_key" | "password" | "become_password";
        Secrets: {
            items: components["schemas"]["Secret"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        SeenHostKey: {
            fingerprint: string;
            public_key: string;
            /**
             * @description How it stands to what was accepted for the server, else to the known hosts.
             * @enum {unknown}
             */
            trust: "known" | "unknown" | "changed" | "revoked";
            type: string;
        };
        SeenStep: {
            answered: string;
            began_at: components["schemas"]["Instant"];
            ended_at: number | null;
            exit_status: number;
            /** @description Why it waited or did not. */
            gate: string;
            message: string;
            stage: string;
            status: string;
            step: number;
            tries: number;
        };
        SelectedServers: {
            labels_without_server: string[];
            names: string[];
            total: number;
            vanished: string[];
            words: string;
        };
        SelectServers: {
            /** @description As in plans: `{by, value}`, `{all_of}`, `{any_of}` or `{not}`. */
            selector: Record<string, never>;
        };
        Server: {
            /** @description Empty: the name. */
            address: string;
            become: boolean;
            /** @description Of a become_password; none: the default. */
            become_credential_id: string | null;
            /** @enum {unknown} */
            become_method: "" | "sudo" | "su" | "doas";
            become_user: string;
            /** @description The last one that has ended; null before the first, and in answers to changes. */
            connection_test: null | components["schemas"]["ConnectionTest"];
            created_at: components["schemas"]["Instant"];
            created_by: string | null;
            /** @description Of a secret to log in with; none: the default. */
            credential_id: string | null;
            /** @description What a look at it found; empty before the first, and in answers to changes. */
            facts: {
                architecture?: string;
                hostname?: string;
                kernel?: string;
                last_seen?: components["schemas"]["Instant"];
                os_family?: string;
                os_id?: string;
                os_name?: string;
            };
            host_keys: string[];
            id: string;
            mode: components["schemas"]["ServerMode"];
            name: string;
            notes: string;
            /** @description Of the import that it came with; empty: a person added it. */
            origin: string;
            os_family: string;
            /** @description 0: the usual one. */
            port: number;
            proxy_jump: string;
            role: string;
            site: string;
            tags: string[];
            /** @enum {unknown} */
            transport: "ssh" | "local" | "ansible" | "manual";
            updated_at: components["schemas"]["Instant"];
            user: string;
            /** @description When an import of its origin no longer named it. */
            vanished_at: number | null;
            variables: {
                [key: string]: string;
            };
            version: number;
        };
        ServerCounts: {
            mode: components["schemas"]["Facet"];
            os_family: components["schemas"]["Facet"];
            role: components["schemas"]["Facet"];
            site: components["schemas"]["Facet"];
            tag: components["schemas"]["Facet"];
            total: number;
            transport: components["schemas"]["Facet"];
        };
        ServerExport: {
            address: string;
            become: boolean;
            become_method: string;
            become_user: string;
            mode: components["schemas"]["ServerMode"];
            name: string;
            notes: string;
            os_family: string;
            port: number;
            proxy_jump: string;
            role: string;
            site: string;
            tags: string[];
            transport: string;
            user: string;
            variables: {
                [key: string]: string;
            };
        }[];
        ServerFields: {
            address?: string | null;
            become?: boolean | null;
            /** @description Of a become_password; none: the default. */
            become_credential_id?: string | null;
            /** @enum {unknown} */
            become_method?: "" | "sudo" | "su" | "doas" | null;
            become_user?: string | null;
            /** @description Of a secret to log in with; none: the default. */
            credential_id?: string | null;
            /** @description Pinned public keys, each as a line of known_hosts without the name. */
            host_keys?: string[] | null;
            name?: string | null;
            notes?: string | null;
            os_family?: string | null;
            port?: number | null;
            proxy_jump?: string | null;
            role?: string | null;
            site?: string | null;
            tags?: string[] | null;
            /** @enum {unknown} */
            transport?: "ssh" | "local" | "ansible" | "manual" | null;
            user?: string | null;
            variables?: {
                [key: string]: string;
            } | null;
        };
        ServerFilter: {
            mode?: components["schemas"]["ServerMode"];
            os_family?: string;
            q?: string;
            role?: string;
            site?: string;
            tag?: string;
            transport?: string;
        };
        ServerHead: {
            /** @description Empty: the name. */
            address: string;
            /** @description Of a become_password; none: the default. */
            become_credential_id: string | null;
            created_at: components["schemas"]["Instant"];
            /** @description Of a secret to log in with; none: the default. */
            credential_id: string | null;
            id: string;
            mode: components["schemas"]["ServerMode"];
            name: string;
            /** @description Of the import that it came with; empty: a person added it. */
            origin: string;
            os_family: string;
            /** @description 0: the usual one. */
            port: number;
            role: string;
            site: string;
            tags: string[];
            /** @enum {unknown} */
            transport: "ssh" | "local" | "ansible" | "manual";
            updated_at: components["schemas"]["Instant"];
            user: string;
            /** @description When an import of its origin no longer named it. */
            vanished_at: number | null;
            version: number;
        };
        /**
         * @description Everything may run, only what a person lets go, or nothing.
         * @enum {unknown}
         */
        ServerMode: "live" | "shadow" | "audit";
        ServerPage: {
            items: components["schemas"]["ServerHead"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        ServerSession: {
            batch_id: string;
            ended_at: number | null;
            has_after: boolean;
            /** @description Whether that snapshot is kept. */
            has_before: boolean;
            launched_at: components["schemas"]["Instant"];
            /** @description Of the plan as it was then. */
            name: string;
            reason: string;
            session_id: string;
            started_at: number | null;
            status: components["schemas"]["SessionStatus"];
            tree_id: string | null;
        };
        ServerSessionPage: {
            items: components["schemas"]["ServerSession"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        Session: {
            /** @description For the header `X-CSRF-Token` of each change by cookie; null for an API token. */
            csrf_token: string | null;
            /** @description Of an API token; null for a person. */
            scopes: components["schemas"]["Scope"][] | null;
            team: components["schemas"]["Team"];
            user: components["schemas"]["Person"];
        };
        /** @description "6/8 complete" is `completed` of `total`. */
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
        SessionDetail: components["schemas"]["BatchSession"] & {
            ad_hoc_steps: components["schemas"]["AdHocStep"][];
            assigned_user_id: string | null;
            difference: string;
            flow_name: string;
            next_steps: string;
            notes: components["schemas"]["SessionNote"][];
            outcome_notes: string;
            prompt: components["schemas"]["Prompt"] | null;
            /** @description Of what people wrote; `If-Match` of changeSessionRecord. */
            record_version: number;
            rollback: components["schemas"]["ShownStep"][];
            scratchpad: string;
            seen: components["schemas"]["SeenStep"][];
            steps: components["schemas"]["ShownStep"][];
        };
        SessionNote: {
            at: components["schemas"]["Instant"];
            by: components["schemas"]["Principal"];
            id: string;
            /** @enum {unknown} */
            stage: "steps" | "rollback";
            step: number;
            text: string;
        };
        /** @enum {unknown} */
        SessionStatus: "pending" | "running" | "awaiting_approval" | "awaiting_person" | "paused" | "interrupted" | "completed" | "failed" | "cancelled" | "skipped";
        SessionTable: {
            assigned_to: string[];
            count: number;
            ended_at: (number | null)[];
            failure: string[];
            issues: number[];
            outcome: string[];
            position: number[];
            reason: string[];
            recheck: boolean[];
            session_id: string[];
            stage: ("steps" | "rollback")[];
            started_at: (number | null)[];
            status: components["schemas"]["SessionStatus"][];
            step: number[];
            step_status: string[];
            target_label: string[];
            version: number[];
            /** @description As in BatchSession. */
            wave: number[];
        };
        SetPassword: {
            password: components["schemas"]["Password"];
            /** @description What follows `#` in the link. */
            token: string;
        };
        SetServerMode: {
            mode: components["schemas"]["ServerMode"];
            reason: string;
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
        ShownStep: {
            /** @description A person carries it out. */
            by_hand: boolean;
            /** @description What may be answered to a question. */
            options: string[];
            prose: string;
            task: components["schemas"]["ShownTask"] | null;
            texts: string[];
            title: string;
            type: string;
        };
        ShownTask: {
            checklist: string[];
            estimated_minutes: number | null;
            expected_outcome: string;
            /** @description What may be done in its place. */
            fallback: {
                instructions: string;
                /** @enum {unknown} */
                kind: "action" | "informational" | "verification" | "warning";
                title: string;
            }[];
            /** @enum {unknown} */
            kind: "action" | "informational" | "verification" | "warning";
            reference_url: string;
            verification: {
                prompt: string;
                /**
                 * @description `text_input`: done only with a text.
                 * @enum {unknown}
                 */
                type: "checkbox" | "text_input";
            } | null;
        };
        SignIn: {
            /** @description Six digits of the second factor. */
            code?: string | null;
            email: string;
            password: string;
        };
        SignInOptions: {
            /** @description Whether people sign in with a password. */
            password: boolean;
            /** @description What people call the identity provider; null without one. */
            provider: string | null;
        };
        /** @enum {unknown} */
        SnapshotMoment: "before" | "after";
        StepGateAnswer: {
            approved: boolean;
            comment?: string;
            /**
             * @default steps
             * @enum {unknown}
             */
            stage?: "steps" | "rollback";
            step: number;
        };
        SystemStatus: {
            /** @enum {unknown} */
            status: "alive" | "ready";
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
        /**
         * @description `message` is what a `notify` step says to no channel by name; one that it names hears it whatever it has chosen. `test` can't be chosen.
         * @enum {unknown}
         */
        TeamEvent: "run_ready" | "approval_needed" | "approval_expiring" | "run_started" | "ring_finished" | "halted" | "completed" | "failed" | "missed" | "interrupted" | "assigned" | "message" | "test";
        Teams: {
            items: components["schemas"]["Team"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        TestRequested: {
            requested_at: components["schemas"]["Instant"];
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
            targets?: number;
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
        Trigger: {
            /** @description That a call may give values for. */
            allowed_variables: string[];
            created_at: components["schemas"]["Instant"];
            id: string;
            last_fired_at: number | null;
            name: string;
            /** @description Who made it, or its present key. */
            owner_id: string;
            /** @description Else of a schedule. */
            schedule_id: string | null;
            target_list_id: string | null;
            targets: string[];
            /** @description Of a plan. */
            tree_id: string | null;
            updated_at: components["schemas"]["Instant"];
            /** @description That programs call. */
            url: string;
            /** @description Values that each launch gets. */
            variables_override: {
                [key: string]: string;
            };
            version: number;
        };
        TriggerCall: {
            variables?: {
                [key: string]: string;
            };
        };
        TriggerFired: {
            batch_id: string;
            status: components["schemas"]["BatchStatus"];
        };
        TriggerPage: {
            items: components["schemas"]["Trigger"][];
            next_cursor: components["schemas"]["NextCursor"];
            total: number;
        };
        TriggerWithKey: components["schemas"]["Trigger"] & {
            /** @description Shown this once. */
            signing_key: string;
        };
        UpdatePerson: {
            is_active?: boolean | null;
            /** @description For administrators alone to change. */
            is_administrator?: boolean | null;
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
        Why: {
            /** @description What a session waits for (`host_lock`, `concurrency`, `targets`, `stop_switch`, `window`, `freeze`, `budget`, `turn`; `not_allowed`: its next order would start programs on the service's own machine, which the administrator of the process that has the batch doesn't allow), what a person is asked (`gate`, `ring_gate`, `person`), why a run of a schedule would be refused now (`transport`: of a target, which the administrator doesn't allow; `refused`: anything else), or a state. */
            kind: string;
            /** @description Empty where it is the batch or schedule itself. */
            session_id: string;
            since: number | null;
            target_label: string;
            text: string;
        };
        Window: {
            /** @description Of the same span. */
            closes_at: number | null;
            created_at: components["schemas"]["Instant"];
            /** @description Null where that person has gone. */
            created_by: string | null;
            cron_expression: string;
            cron_words: string;
            id: string;
            is_open: boolean;
            length_minutes: number;
            name: string;
            /** @description Of the span that is open, else of the next; null where it never opens again. */
            opens_at: number | null;
            scope: components["schemas"]["RuleScope"];
            timezone: string;
            updated_at: components["schemas"]["Instant"];
            version: number;
        };
        WindowInput: {
            /** @description When it opens. */
            cron_expression: string;
            length_minutes: number;
            name: string;
            scope?: components["schemas"]["RuleScopeInput"] | null;
            /** @description IANA; without it UTC. */
            timezone?: string | null;
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
        /** @description `user.created`, or the word `user` for all that begin with it. */
        audit_action: string;
        /** @description The id of a person, token or schedule. */
        audit_actor: string;
        /** @description Entries of this instant and later. */
        audit_from: components["schemas"]["Instant"];
        /** @description The id of what was changed. */
        audit_subject: string;
        /** @description Entries before this instant. */
        audit_to: components["schemas"]["Instant"];
        /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
        channel_id: string;
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
        recipe_id: string;
        server_id: string;
        /** @description Of this mode. */
        server_mode: components["schemas"]["ServerMode"];
        /** @description Of this OS family, ignoring case. */
        server_os_family: string;
        /** @description Of this role, ignoring case. */
        server_role: string;
        /** @description Of this site, ignoring case. */
        server_site: string;
        /** @description That has this tag, ignoring case. */
        server_tag: string;
        /** @description To be found in name, address, role, site or tags, ignoring case. */
        server_text: string;
        /** @description Reached so. */
        server_transport: "ssh" | "local" | "ansible" | "manual";
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
    readContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    getAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings; null throughout where nothing is configured. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_configured": true,
                     *       "provider": "openai",
                     *       "base_url": "http://127.0.0.1:11434/v1",
                     *       "model": "llama3.1",
                     *       "has_key": false,
                     *       "version": 1,
                     *       "updated_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Assistant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAssistant: {
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
                 *       "provider": "openai",
                 *       "base_url": "http://127.0.0.1:11434/v1",
                 *       "model": "llama3.1"
                 *     }
                 */
                "application/json": components["schemas"]["PutAssistant"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_configured": true,
                     *       "provider": "openai",
                     *       "base_url": "http://127.0.0.1:11434/v1",
                     *       "model": "llama3.1",
                     *       "has_key": false,
                     *       "version": 1,
                     *       "updated_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Assistant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
    testAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "works": false,
                     *       "message": "the provider refuses the key; an owner can enter another"
                     *     }
                     */
                    "application/json": {
                        /** @description Why it did not. */
                        message: string;
                        works: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description `user.created`, or the word `user` for all that begin with it. */
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
                     *           "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "about": {
                     *             "kind": "person",
                     *             "name": "Bea"
                     *           }
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
                /** @description `user.created`, or the word `user` for all that begin with it. */
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
    listBatches: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                schedule_id?: string;
                status?: components["schemas"]["BatchStatus"];
                tree_id?: string;
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
                     *           "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *           "name": "Monthly Security Patches",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "schedule_id": null,
                     *           "target_list_id": null,
                     *           "retried_from": null,
                     *           "status": "running",
                     *           "reason": "",
                     *           "risk_level": "low",
                     *           "digest": "3b6e9a",
                     *           "launched_by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "counts": {
                     *             "total": 8,
                     *             "completed": 6,
                     *             "failed": 0,
                     *             "interrupted": 0,
                     *             "cancelled": 0,
                     *             "skipped": 0,
                     *             "pending": 1,
                     *             "under_way": 1
                     *           },
                     *           "created_at": 1796000000000,
                     *           "ended_at": null,
                     *           "version": 12
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBatch: {
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
            /** @description The batch; `as_of` is the event that a stream goes on from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": null,
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": null,
                     *       "counts": {
                     *         "total": 1,
                     *         "completed": 0,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 0,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 3,
                     *       "retried_as": [],
                     *       "frozen_markdown": "# A plan",
                     *       "variables": {},
                     *       "strategy": "rolling",
                     *       "waves": [],
                     *       "wave": 0,
                     *       "wave_stage": "targets",
                     *       "timer_at": null,
                     *       "steps": [],
                     *       "rollback": [],
                     *       "prompts": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "target_label": "web1",
                     *           "kind": "gate",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "type default",
                     *           "since": 1796000000000
                     *         }
                     *       ],
                     *       "as_of": 42
                     *     }
                     */
                    "application/json": components["schemas"]["BatchDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelBatch: {
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "lunch"
                 *     }
                 */
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollUpChanges: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                dimension?: "packages" | "kernel" | "systemd" | "configs" | "disk" | "containers";
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                batch_id: string;
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
                     *           "dimension": "packages",
                     *           "subject": "openssl",
                     *           "changed": 1488,
                     *           "unchanged": 9,
                     *           "missing": 3,
                     *           "variants": [
                     *             {
                     *               "kind": "changed",
                     *               "before": "3.0.15-1",
                     *               "after": "3.0.16-1",
                     *               "count": 1488,
                     *               "targets": [
                     *                 "web0001",
                     *                 "web0002"
                     *               ]
                     *             }
                     *           ],
                     *           "variants_total": 1
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "targets": 1500,
                     *       "compared": 1497,
                     *       "not_kept": 0,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        /** @description Of these, those with both snapshots. */
                        compared: number;
                        items: {
                            changed: number;
                            /** @enum {unknown} */
                            dimension: "packages" | "kernel" | "systemd" | "configs" | "disk" | "containers";
                            missing: number;
                            /** @description A package, unit, path, mount or container. */
                            subject: string;
                            unchanged: number;
                            /** @description The most frequent 10 ways in which it changed. */
                            variants: {
                                after: string;
                                before: string;
                                count: number;
                                /** @enum {unknown} */
                                kind: "added" | "removed" | "changed" | "failed" | "started" | "stopped" | "restarted" | "enabled" | "disabled";
                                /** @description The first 20. */
                                targets: string[];
                            }[];
                            variants_total: number;
                        }[];
                        next_cursor: components["schemas"]["NextCursor"];
                        /** @description Changes beyond the first 20,000 items. */
                        not_kept: number;
                        /** @description Of the batch. */
                        targets: number;
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCommands: {
        parameters: {
            query: {
                /** @description At most 100 with commas between them. */
                session_id: string;
            };
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each command with the bytes that are kept of it so far. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "order": "019a0000-0000-7000-8000-0000000000d1-1",
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "bytes": 5,
                     *           "left_out": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            bytes: number;
                            /** @description Bytes that it wrote and nobody kept. */
                            left_out: number;
                            order: string;
                            session_id: string;
                            /** @enum {unknown} */
                            stage: "steps" | "rollback";
                            step: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    continueBatch: {
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "lunch"
                 *     }
                 */
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideLaunch: {
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
                /**
                 * @example {
                 *       "approved": true,
                 *       "digest": "3b6e9a",
                 *       "comment": "",
                 *       "name": ""
                 *     }
                 */
                "application/json": components["schemas"]["LaunchDecision"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerStepGates: {
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
                /**
                 * @example {
                 *       "stage": "steps",
                 *       "step": 1,
                 *       "approved": true,
                 *       "comment": "go"
                 *     }
                 */
                "application/json": components["schemas"]["StepGateAnswer"];
            };
        };
        responses: {
            /** @description For how many sessions it was answered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "answered": 3
                     *     }
                     */
                    "application/json": {
                        answered: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    groupOutputs: {
        parameters: {
            query: {
                stage?: "steps" | "rollback";
                /** @description The first is 0. */
                step: number;
            };
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "groups": [
                     *         {
                     *           "digest": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                     *           "count": 1488,
                     *           "targets": [
                     *             "web0001",
                     *             "web0002"
                     *           ],
                     *           "first_lines": "0 upgraded\n",
                     *           "bytes": 11,
                     *           "left_out": 0
                     *         }
                     *       ],
                     *       "groups_total": 1,
                     *       "targets": 1500,
                     *       "without": 12,
                     *       "not_compared": 0,
                     *       "removed_at": null
                     *     }
                     */
                    "application/json": {
                        groups: {
                            /** @description Of the text. */
                            bytes: number;
                            count: number;
                            /** @description SHA-256 of the text, in hexadecimal digits. */
                            digest: string;
                            /** @description At most 20 lines. */
                            first_lines: string;
                            /** @description Bytes that were written and nobody kept. */
                            left_out: number;
                            /** @description The first 20. */
                            targets: string[];
                        }[];
                        groups_total: number;
                        /** @description Those that were left out since all is more than 256 MiB. */
                        not_compared: number;
                        /** @description When the output of this batch was removed as too old (`keep-output-days`); null where it is kept. */
                        removed_at: number | null;
                        /** @description Of the batch. */
                        targets: number;
                        /** @description Of these, those that wrote nothing there. */
                        without: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    overrideWindows: {
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
                /**
                 * @example {
                 *       "reason": "The hole is being used already"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description What is kept. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "reason": "The hole is being used already",
                     *       "at": 1796000000000
                     *     }
                     */
                    "application/json": {
                        at: components["schemas"]["Instant"];
                        batch_id: string;
                        reason: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseBatch: {
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "lunch"
                 *     }
                 */
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportBatch: {
        parameters: {
            query?: {
                format?: "markdown" | "text" | "html" | "csv" | "ticket" | "json";
            };
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                    /** @example target,step */
                    "text/csv": string;
                    /** @example <html></html> */
                    "text/html": string;
                    /** @example # Monthly Security Patches */
                    "text/markdown": string;
                    /** @example 6/8 complete */
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeBatch: {
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
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "comment": "lunch"
                 *     }
                 */
                "application/json": components["schemas"]["Remark"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key again gives the first answer again, and does nothing more. */
                "Idempotency-Key"?: components["parameters"]["idempotency_key"];
            };
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "only_not_completed": true
                 *     }
                 */
                "application/json": {
                    /** @description Targets that have lost their server are carried out by hand. */
                    manual_confirmed?: boolean;
                    only_not_completed?: boolean;
                    /** @description Of these sessions of the batch alone; 422 for any other. */
                    session_ids?: string[];
                };
            };
        };
        responses: {
            /** @description The new batch. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerRing: {
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
                /**
                 * @example {
                 *       "approved": true,
                 *       "comment": "the canary is fine"
                 *     }
                 */
                "application/json": components["schemas"]["GateWord"];
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSessionTable: {
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
            /** @description One column a member. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "session_id": [
                     *         "019a0000-0000-7000-8000-0000000000d1"
                     *       ],
                     *       "target_label": [
                     *         "web1"
                     *       ],
                     *       "position": [
                     *         0
                     *       ],
                     *       "wave": [
                     *         0
                     *       ],
                     *       "recheck": [
                     *         false
                     *       ],
                     *       "status": [
                     *         "awaiting_approval"
                     *       ],
                     *       "failure": [
                     *         "none"
                     *       ],
                     *       "reason": [
                     *         ""
                     *       ],
                     *       "stage": [
                     *         "steps"
                     *       ],
                     *       "step": [
                     *         0
                     *       ],
                     *       "step_status": [
                     *         "awaiting_approval"
                     *       ],
                     *       "issues": [
                     *         0
                     *       ],
                     *       "started_at": [
                     *         1796000000000
                     *       ],
                     *       "ended_at": [
                     *         null
                     *       ],
                     *       "assigned_to": [
                     *         ""
                     *       ],
                     *       "outcome": [
                     *         ""
                     *       ],
                     *       "version": [
                     *         2
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SessionTable"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBatchSessions: {
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
            /** @description Re-checks of rings come after the sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *           "target_label": "web1",
                     *           "server_id": null,
                     *           "manual": false,
                     *           "position": 0,
                     *           "wave": 0,
                     *           "recheck": false,
                     *           "status": "awaiting_approval",
                     *           "failure": "none",
                     *           "reason": "",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "step_status": "awaiting_approval",
                     *           "issues": 0,
                     *           "started_at": 1796000000000,
                     *           "ended_at": null,
                     *           "assigned_to": "",
                     *           "outcome": "",
                     *           "version": 2
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["BatchSession"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    whyNot: {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                batch_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every reason at once; none where nothing stands in the way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "target_label": "web1",
                     *           "kind": "host_lock",
                     *           "text": "batch 7 (\"Patches\") works on web1:22",
                     *           "since": 1796000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Why"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBudgets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-000000000081",
                     *           "name": "One database at a time",
                     *           "selector": {
                     *             "by": "role",
                     *             "value": "db"
                     *           },
                     *           "words": "at most 1 host of role db",
                     *           "max_hosts": 1,
                     *           "max_percent": null,
                     *           "matching": 3,
                     *           "allowed": 1,
                     *           "out": 0,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1795000000000,
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Budget"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createBudget: {
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
                 *       "name": "One database at a time",
                 *       "selector": {
                 *         "by": "role",
                 *         "value": "db"
                 *       },
                 *       "max_hosts": 1
                 *     }
                 */
                "application/json": components["schemas"]["BudgetInput"];
            };
        };
        responses: {
            /** @description The budget. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000081",
                     *       "name": "One database at a time",
                     *       "selector": {
                     *         "by": "role",
                     *         "value": "db"
                     *       },
                     *       "words": "at most 1 host of role db",
                     *       "max_hosts": 1,
                     *       "max_percent": null,
                     *       "matching": 3,
                     *       "allowed": 1,
                     *       "out": 0,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budget as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000081",
                     *       "name": "One database at a time",
                     *       "selector": {
                     *         "by": "role",
                     *         "value": "db"
                     *       },
                     *       "words": "at most 1 host of role db",
                     *       "max_hosts": 1,
                     *       "max_percent": null,
                     *       "matching": 3,
                     *       "allowed": 1,
                     *       "out": 0,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replaceBudget: {
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
                budget_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "One database at a time",
                 *       "selector": {
                 *         "by": "role",
                 *         "value": "db"
                 *       },
                 *       "max_hosts": 1
                 *     }
                 */
                "application/json": components["schemas"]["BudgetInput"];
            };
        };
        responses: {
            /** @description The budget as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000081",
                     *       "name": "One database at a time",
                     *       "selector": {
                     *         "by": "role",
                     *         "value": "db"
                     *       },
                     *       "words": "at most 1 host of role db",
                     *       "max_hosts": 1,
                     *       "max_percent": null,
                     *       "matching": 3,
                     *       "allowed": 1,
                     *       "out": 0,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Budget"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteBudget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                budget_id: string;
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
    readCalendar: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of their beginnings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "window",
                     *           "id": "019a0000-0000-7000-8000-000000000071",
                     *           "name": "Nights of Oslo",
                     *           "status": "",
                     *           "begins_at": 1796000400000,
                     *           "ends_at": 1796029200000,
                     *           "batch_id": null
                     *         },
                     *         {
                     *           "kind": "schedule",
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "name": "Monthly Security Patches",
                     *           "status": "planned",
                     *           "begins_at": 1796002000000,
                     *           "ends_at": null,
                     *           "batch_id": null
                     *         }
                     *       ],
                     *       "is_cut": false
                     *     }
                     */
                    "application/json": {
                        is_cut: boolean;
                        items: components["schemas"]["CalendarItem"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example BEGIN:VCALENDAR
                     *     VERSION:2.0
                     *     PRODID:-//Fettle//Windows and freezes//EN
                     *     END:VCALENDAR
                     */
                    "text/calendar": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importCalendar: {
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
                 *       "text": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1@example.com\nSUMMARY:Nights\nDTSTART;TZID=Europe/Oslo:20261205T220000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n",
                 *       "scope": {
                 *         "kind": "site",
                 *         "value": "Oslo"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ImportCalendar"];
            };
        };
        responses: {
            /** @description What it would change, or, with `applied`, has changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": [
                     *         {
                     *           "name": "Nights",
                     *           "fields": [
                     *             {
                     *               "field": "scope",
                     *               "before": "",
                     *               "after": "site:Oslo"
                     *             },
                     *             {
                     *               "field": "cron_expression",
                     *               "before": "",
                     *               "after": "0 22 * * SAT"
                     *             },
                     *             {
                     *               "field": "timezone",
                     *               "before": "",
                     *               "after": "Europe/Oslo"
                     *             },
                     *             {
                     *               "field": "length_minutes",
                     *               "before": "",
                     *               "after": "480"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "changed": [],
                     *       "vanished": [],
                     *       "unchanged": 0,
                     *       "refused": [],
                     *       "warnings": [],
                     *       "digest": "5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c",
                     *       "applied": false
                     *     }
                     */
                    "application/json": components["schemas"]["ImportDifference"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChannels: {
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
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *           "kind": "slack",
                     *           "name": "ops",
                     *           "address": "https://hooks.slack.com/...",
                     *           "events": [
                     *             "approval_needed",
                     *             "halted",
                     *             "failed"
                     *           ],
                     *           "is_enabled": true,
                     *           "version": 1,
                     *           "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "created_at": 1796000000000,
                     *           "updated_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Channels"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createChannel: {
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
                 *       "kind": "slack",
                 *       "name": "ops",
                 *       "address": "https://hooks.slack.com/services/T0/B0/x",
                 *       "events": [
                 *         "approval_needed",
                 *         "halted",
                 *         "failed"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description The new channel. Of a webhook `signing_key` is shown this once. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1",
                     *       "kind": "webhook",
                     *       "name": "tickets",
                     *       "address": "https://tickets.example.com/...",
                     *       "events": [
                     *         "failed"
                     *       ],
                     *       "is_enabled": true,
                     *       "version": 1,
                     *       "created_by": null,
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000,
                     *       "signing_key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedChannel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *       "kind": "slack",
                     *       "name": "ops",
                     *       "address": "https://hooks.slack.com/...",
                     *       "events": [
                     *         "approval_needed",
                     *         "halted",
                     *         "failed"
                     *       ],
                     *       "is_enabled": true,
                     *       "version": 1,
                     *       "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
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
    editChannel: {
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
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["ChannelEdit"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *       "kind": "slack",
                     *       "name": "ops",
                     *       "address": "https://hooks.slack.com/...",
                     *       "events": [
                     *         "approval_needed",
                     *         "halted",
                     *         "failed"
                     *       ],
                     *       "is_enabled": true,
                     *       "version": 1,
                     *       "created_by": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0 */
                channel_id: components["parameters"]["channel_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, over. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f2",
                     *       "channel_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *       "channel_name": "ops",
                     *       "event": "test",
                     *       "severity": "info",
                     *       "text": "A test message: this channel works.",
                     *       "link": "/account",
                     *       "status": "delivered",
                     *       "attempts": 1,
                     *       "result": "the service answered 200",
                     *       "next_at": null,
                     *       "created_at": 1796000000000,
                     *       "ended_at": 1796000000300
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCredentialDefaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by purpose and role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "purpose": "login",
                     *           "role": "",
                     *           "secret": "FLEET_KEY"
                     *         },
                     *         {
                     *           "purpose": "login",
                     *           "role": "db",
                     *           "secret": "DATABASE_KEY"
                     *         },
                     *         {
                     *           "purpose": "become",
                     *           "role": "",
                     *           "secret": "SUDO_PASSWORD"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialDefaults"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCredentialDefaults: {
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
                 *       "items": [
                 *         {
                 *           "purpose": "login",
                 *           "role": "",
                 *           "secret": "FLEET_KEY"
                 *         },
                 *         {
                 *           "purpose": "login",
                 *           "role": "db",
                 *           "secret": "DATABASE_KEY"
                 *         },
                 *         {
                 *           "purpose": "become",
                 *           "role": "",
                 *           "secret": "SUDO_PASSWORD"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CredentialDefaults"];
            };
        };
        responses: {
            /** @description As they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "purpose": "login",
                     *           "role": "",
                     *           "secret": "FLEET_KEY"
                     *         },
                     *         {
                     *           "purpose": "login",
                     *           "role": "db",
                     *           "secret": "DATABASE_KEY"
                     *         },
                     *         {
                     *           "purpose": "become",
                     *           "role": "",
                     *           "secret": "SUDO_PASSWORD"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialDefaults"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewCron: {
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
                 *       "cron_expression": "30 2 * * TUE#2",
                 *       "timezone": "Europe/Oslo",
                 *       "count": 1
                 *     }
                 */
                "application/json": components["schemas"]["CronPreviewRequest"];
            };
        };
        responses: {
            /** @description What it means; an expression with errors is answered so too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_valid": true,
                     *       "diagnostics": [],
                     *       "words": "at 02:30 on the second Tuesday of every month",
                     *       "timezone": "Europe/Oslo",
                     *       "firings": [
                     *         {
                     *           "at": 1799717400000,
                     *           "local": "2027-01-12T02:30:00+01:00"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CronPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Of this channel alone. */
                channel_id?: string;
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description The member to sort by, with a `-` before it for descending order. */
                sort?: components["parameters"]["sort"];
                /** @description With this status alone. */
                status?: components["schemas"]["DeliveryStatus"];
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
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f2",
                     *           "channel_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *           "channel_name": "ops",
                     *           "event": "test",
                     *           "severity": "info",
                     *           "text": "A test message: this channel works.",
                     *           "link": "/account",
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "result": "the service answered 200",
                     *           "next_at": null,
                     *           "created_at": 1796000000000,
                     *           "ended_at": 1796000000300
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f2 */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, due. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f2",
                     *       "channel_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f0",
                     *       "channel_name": "ops",
                     *       "event": "test",
                     *       "severity": "info",
                     *       "text": "A test message: this channel works.",
                     *       "link": "/account",
                     *       "status": "delivered",
                     *       "attempts": 1,
                     *       "result": "the service answered 200",
                     *       "next_at": null,
                     *       "created_at": 1796000000000,
                     *       "ended_at": 1796000000300
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description `true`: of sessions it is not told what happened but where they stand: instead of their events comes one change a batch and message, of kind `sessions_changed`, whose body is EventSessions. What people are asked and have answered is told as well. Who reads slowly gets fewer messages and misses nothing of where things stand. For pages with many. */
                coalesce?: boolean;
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
    listFreezes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, those that are over too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-000000000072",
                     *           "name": "Year end",
                     *           "reason": "The books are being closed",
                     *           "scope": {
                     *             "kind": "team",
                     *             "value": "",
                     *             "label": ""
                     *           },
                     *           "begins_at": 1797724800000,
                     *           "ends_at": 1798934400000,
                     *           "holds_now": false,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1795000000000,
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Freeze"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createFreeze: {
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
                 *       "name": "Year end",
                 *       "reason": "The books are being closed",
                 *       "begins_at": 1797724800000,
                 *       "ends_at": 1798934400000
                 *     }
                 */
                "application/json": components["schemas"]["FreezeInput"];
            };
        };
        responses: {
            /** @description The freeze. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000072",
                     *       "name": "Year end",
                     *       "reason": "The books are being closed",
                     *       "scope": {
                     *         "kind": "team",
                     *         "value": "",
                     *         "label": ""
                     *       },
                     *       "begins_at": 1797724800000,
                     *       "ends_at": 1798934400000,
                     *       "holds_now": false,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Freeze"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                freeze_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The freeze as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000072",
                     *       "name": "Year end",
                     *       "reason": "The books are being closed",
                     *       "scope": {
                     *         "kind": "team",
                     *         "value": "",
                     *         "label": ""
                     *       },
                     *       "begins_at": 1797724800000,
                     *       "ends_at": 1798934400000,
                     *       "holds_now": false,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Freeze"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replaceFreeze: {
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
                freeze_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Year end",
                 *       "reason": "The books are being closed",
                 *       "begins_at": 1797724800000,
                 *       "ends_at": 1798934400000
                 *     }
                 */
                "application/json": components["schemas"]["FreezeInput"];
            };
        };
        responses: {
            /** @description The freeze as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000072",
                     *       "name": "Year end",
                     *       "reason": "The books are being closed",
                     *       "scope": {
                     *         "kind": "team",
                     *         "value": "",
                     *         "label": ""
                     *       },
                     *       "begins_at": 1797724800000,
                     *       "ends_at": 1798934400000,
                     *       "holds_now": false,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Freeze"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                freeze_id: string;
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
    listHostsOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that sessions work on, and those that none has succeeded on since it was changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "host": "db1.example.org:22",
                     *           "target_label": "db1",
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *           "under_way": false,
                     *           "since": 1796000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["HostOut"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeHostBack: {
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
                 *       "host": "db1.example.org:22",
                 *       "reason": "Mended by hand"
                 *     }
                 */
                "application/json": {
                    host: string;
                    reason: string;
                };
            };
        };
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
    checkAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    "application/json": components["schemas"]["SystemStatus"];
                };
            };
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
                     *       "is_linked": false,
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
                     *       "is_linked": false,
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
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text format, version 0.0.4. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example fettle_http_connections 3 */
                    "text/plain": string;
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description Only what one has not read. */
                unread?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unread": 1,
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000f1",
                     *           "kind": "run_ready",
                     *           "text": "Maintenance run ready: Monthly Security Patches - 8 sessions created",
                     *           "link": "/flows/a/batches/b",
                     *           "created_at": 1796000000000,
                     *           "is_read": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: {
                            created_at: components["schemas"]["Instant"];
                            id: string;
                            is_read: boolean;
                            kind: string;
                            /** @description A path of the dashboard. */
                            link: string;
                            text: string;
                        }[];
                        unread: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "019a0000-0000-7000-8000-0000000000f1"
                 *       ]
                 *     }
                 */
                "application/json": {
                    ids?: string[];
                };
            };
        };
        responses: {
            /** @description They are read. */
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
    checkReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["SystemStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRecipes: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description To be found in the document, ignoring case. */
                q?: string;
                sort?: "slug" | "-slug";
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
                     *           "id": "019a0000-0000-7000-8000-000000000040",
                     *           "slug": "restart-nginx",
                     *           "name": "Restart nginx",
                     *           "description": "",
                     *           "recipe_version": "1.0",
                     *           "kind": "shell",
                     *           "risk": "low",
                     *           "parameters": [
                     *             {
                     *               "name": "unit",
                     *               "label": "",
                     *               "help": "",
                     *               "type": "string",
                     *               "required": false,
                     *               "default_value": "nginx",
                     *               "pattern": "",
                     *               "options": []
                     *             }
                     *           ],
                     *           "os_families": [],
                     *           "tags": [],
                     *           "pre_check": "",
                     *           "post_check": "",
                     *           "script": "systemctl restart nginx",
                     *           "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n",
                     *           "diagnostics": [],
                     *           "is_builtin": false,
                     *           "version": 1,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1796000000000,
                     *           "updated_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RecipePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRecipe: {
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
                 *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n"
                 *     }
                 */
                "application/json": components["schemas"]["RecipeText"];
            };
        };
        responses: {
            /** @description The new recipe. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000040",
                     *       "slug": "restart-nginx",
                     *       "name": "Restart nginx",
                     *       "description": "",
                     *       "recipe_version": "1.0",
                     *       "kind": "shell",
                     *       "risk": "low",
                     *       "parameters": [
                     *         {
                     *           "name": "unit",
                     *           "label": "",
                     *           "help": "",
                     *           "type": "string",
                     *           "required": false,
                     *           "default_value": "nginx",
                     *           "pattern": "",
                     *           "options": []
                     *         }
                     *       ],
                     *       "os_families": [],
                     *       "tags": [],
                     *       "pre_check": "",
                     *       "post_check": "",
                     *       "script": "systemctl restart nginx",
                     *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n",
                     *       "diagnostics": [],
                     *       "is_builtin": false,
                     *       "version": 1,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Recipe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recipe_id: components["parameters"]["recipe_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recipe. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000040",
                     *       "slug": "restart-nginx",
                     *       "name": "Restart nginx",
                     *       "description": "",
                     *       "recipe_version": "1.0",
                     *       "kind": "shell",
                     *       "risk": "low",
                     *       "parameters": [
                     *         {
                     *           "name": "unit",
                     *           "label": "",
                     *           "help": "",
                     *           "type": "string",
                     *           "required": false,
                     *           "default_value": "nginx",
                     *           "pattern": "",
                     *           "options": []
                     *         }
                     *       ],
                     *       "os_families": [],
                     *       "tags": [],
                     *       "pre_check": "",
                     *       "post_check": "",
                     *       "script": "systemctl restart nginx",
                     *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n",
                     *       "diagnostics": [],
                     *       "is_builtin": false,
                     *       "version": 1,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Recipe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateRecipe: {
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
                recipe_id: components["parameters"]["recipe_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n"
                 *     }
                 */
                "application/json": components["schemas"]["RecipeText"];
            };
        };
        responses: {
            /** @description The recipe as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000040",
                     *       "slug": "restart-nginx",
                     *       "name": "Restart nginx",
                     *       "description": "",
                     *       "recipe_version": "1.0",
                     *       "kind": "shell",
                     *       "risk": "low",
                     *       "parameters": [
                     *         {
                     *           "name": "unit",
                     *           "label": "",
                     *           "help": "",
                     *           "type": "string",
                     *           "required": false,
                     *           "default_value": "nginx",
                     *           "pattern": "",
                     *           "options": []
                     *         }
                     *       ],
                     *       "os_families": [],
                     *       "tags": [],
                     *       "pre_check": "",
                     *       "post_check": "",
                     *       "script": "systemctl restart nginx",
                     *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n",
                     *       "diagnostics": [],
                     *       "is_builtin": false,
                     *       "version": 1,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Recipe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRecipe: {
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
                recipe_id: components["parameters"]["recipe_id"];
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
    duplicateRecipe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recipe_id: components["parameters"]["recipe_id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "slug": "restart-our-nginx"
                 *     }
                 */
                "application/json": components["schemas"]["CopySlug"];
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
                     *       "id": "019a0000-0000-7000-8000-000000000040",
                     *       "slug": "restart-nginx",
                     *       "name": "Restart nginx",
                     *       "description": "",
                     *       "recipe_version": "1.0",
                     *       "kind": "shell",
                     *       "risk": "low",
                     *       "parameters": [
                     *         {
                     *           "name": "unit",
                     *           "label": "",
                     *           "help": "",
                     *           "type": "string",
                     *           "required": false,
                     *           "default_value": "nginx",
                     *           "pattern": "",
                     *           "options": []
                     *         }
                     *       ],
                     *       "os_families": [],
                     *       "tags": [],
                     *       "pre_check": "",
                     *       "post_check": "",
                     *       "script": "systemctl restart nginx",
                     *       "text": "---\nslug: restart-nginx\nversion: \"1.0\"\nrisk: low\n---\n\n# Restart nginx\n\n## Script\n\n```sh\nsystemctl restart nginx\n```\n",
                     *       "diagnostics": [],
                     *       "is_builtin": false,
                     *       "version": 1,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Recipe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                status?: components["schemas"]["ScheduleStatus"];
                tree_id?: string;
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
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "name": "Monthly Security Patches",
                     *           "risk_level": "medium",
                     *           "status": "pending_approval",
                     *           "is_active": true,
                     *           "scheduled_start": null,
                     *           "cron_expression": "0 9 15 * *",
                     *           "cron_words": "at 09:00 on day 15 of the month",
                     *           "timezone": "Europe/Oslo",
                     *           "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *           "target_selector": null,
                     *           "selector_words": "",
                     *           "targets": [],
                     *           "variables_override": {},
                     *           "overlap": "skip",
                     *           "grace_minutes": 15,
                     *           "frozen_markdown": "# A plan",
                     *           "digest": "3b6e9a",
                     *           "approved_by": "",
                     *           "approved_at": null,
                     *           "approval_comment": "",
                     *           "next_run_at": 1796000000000,
                     *           "last_run_at": null,
                     *           "next_runs": [
                     *             1796000000000
                     *           ],
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1795000000000,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        next_cursor: components["schemas"]["NextCursor"];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSchedule: {
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
                 *       "plan_id": "019a0000-0000-7000-8000-000000000001",
                 *       "variables_override": {
                 *         "package_name": "nginx"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description The schedule. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
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
    editSchedule: {
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
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "plan_id": "019a0000-0000-7000-8000-000000000001",
                 *       "variables_override": {
                 *         "package_name": "nginx"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    askAboutSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4 */
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "# Maintenance: patches",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Add a check of nginx."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AssistantQuestion"];
            };
        };
        responses: {
            /** @description The answer as it comes; it ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: delta
                     *     data: {"text":"Here it is."}
                     *
                     *     event: done
                     *     data: {}
                     */
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approved": true,
                 *       "digest": "3b6e9a",
                 *       "comment": "",
                 *       "name": ""
                 *     }
                 */
                "application/json": components["schemas"]["LaunchDecision"];
            };
        };
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveScheduleText: {
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
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frozen_markdown": "# A plan"
                 *     }
                 */
                "application/json": {
                    frozen_markdown: string;
                };
            };
        };
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "name": "Monthly Security Patches",
                     *       "risk_level": "medium",
                     *       "status": "pending_approval",
                     *       "is_active": true,
                     *       "scheduled_start": null,
                     *       "cron_expression": "0 9 15 * *",
                     *       "cron_words": "at 09:00 on day 15 of the month",
                     *       "timezone": "Europe/Oslo",
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "target_selector": null,
                     *       "selector_words": "",
                     *       "targets": [],
                     *       "variables_override": {},
                     *       "overlap": "skip",
                     *       "grace_minutes": 15,
                     *       "frozen_markdown": "# A plan",
                     *       "digest": "3b6e9a",
                     *       "approved_by": "",
                     *       "approved_at": null,
                     *       "approval_comment": "",
                     *       "next_run_at": 1796000000000,
                     *       "last_run_at": null,
                     *       "next_runs": [
                     *         1796000000000
                     *       ],
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "updated_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runScheduleNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": null,
                     *       "schedule_id": "019a0000-0000-7000-8000-0000000000e1",
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "pending",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": null,
                     *       "counts": {
                     *         "total": 1,
                     *         "completed": 0,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 0
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    whyNotSchedule: {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every reason at once; none where nothing stands in the way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "target_label": "web1",
                     *           "kind": "host_lock",
                     *           "text": "batch 7 (\"Patches\") works on web1:22",
                     *           "since": 1796000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Why"][];
                    };
                };
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
                     *           "fingerprint": "",
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
                     *       "fingerprint": "",
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
                     *       "fingerprint": "",
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
                     *       "fingerprint": "",
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
    listServers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
                /** @description Of this mode. */
                mode?: components["parameters"]["server_mode"];
                /** @description Of this OS family, ignoring case. */
                os_family?: components["parameters"]["server_os_family"];
                /** @description To be found in name, address, role, site or tags, ignoring case. */
                q?: components["parameters"]["server_text"];
                /** @description Of this role, ignoring case. */
                role?: components["parameters"]["server_role"];
                /** @description Of this site, ignoring case. */
                site?: components["parameters"]["server_site"];
                sort?: "name" | "-name" | "address" | "-address" | "role" | "-role" | "site" | "-site" | "mode" | "-mode" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /** @description That has this tag, ignoring case. */
                tag?: components["parameters"]["server_tag"];
                /** @description Reached so. */
                transport?: components["parameters"]["server_transport"];
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
                     *           "id": "019a0000-0000-7000-8000-000000000030",
                     *           "name": "web1",
                     *           "address": "192.0.2.10",
                     *           "port": 22,
                     *           "user": "deploy",
                     *           "transport": "ssh",
                     *           "credential_id": null,
                     *           "become_credential_id": null,
                     *           "mode": "live",
                     *           "role": "web",
                     *           "site": "Oslo",
                     *           "os_family": "debian",
                     *           "tags": [
                     *             "nginx"
                     *           ],
                     *           "origin": "",
                     *           "vanished_at": null,
                     *           "version": 2,
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ServerPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createServer: {
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
                 *       "name": "web1",
                 *       "address": "192.0.2.10",
                 *       "user": "deploy",
                 *       "role": "web",
                 *       "tags": [
                 *         "nginx"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewServer"];
            };
        };
        responses: {
            /** @description The new server. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000030",
                     *       "name": "web1",
                     *       "address": "192.0.2.10",
                     *       "port": 22,
                     *       "user": "deploy",
                     *       "transport": "ssh",
                     *       "credential_id": null,
                     *       "become_credential_id": null,
                     *       "mode": "live",
                     *       "role": "web",
                     *       "site": "Oslo",
                     *       "os_family": "debian",
                     *       "tags": [
                     *         "nginx"
                     *       ],
                     *       "origin": "",
                     *       "vanished_at": null,
                     *       "version": 2,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "proxy_jump": "gate.example.org",
                     *       "become": true,
                     *       "become_user": "",
                     *       "become_method": "sudo",
                     *       "variables": {
                     *         "http_port": "8080"
                     *       },
                     *       "notes": "Behind the load balancer",
                     *       "host_keys": [
                     *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                     *       ],
                     *       "facts": {},
                     *       "connection_test": null,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1"
                     *     }
                     */
                    "application/json": components["schemas"]["Server"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000030",
                     *       "name": "web1",
                     *       "address": "192.0.2.10",
                     *       "port": 22,
                     *       "user": "deploy",
                     *       "transport": "ssh",
                     *       "credential_id": null,
                     *       "become_credential_id": null,
                     *       "mode": "live",
                     *       "role": "web",
                     *       "site": "Oslo",
                     *       "os_family": "debian",
                     *       "tags": [
                     *         "nginx"
                     *       ],
                     *       "origin": "",
                     *       "vanished_at": null,
                     *       "version": 2,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "proxy_jump": "gate.example.org",
                     *       "become": true,
                     *       "become_user": "",
                     *       "become_method": "sudo",
                     *       "variables": {
                     *         "http_port": "8080"
                     *       },
                     *       "notes": "Behind the load balancer",
                     *       "host_keys": [
                     *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                     *       ],
                     *       "facts": {},
                     *       "connection_test": null,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1"
                     *     }
                     */
                    "application/json": components["schemas"]["Server"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteServer: {
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
                server_id: components["parameters"]["server_id"];
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
    updateServer: {
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
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "proxy",
                 *       "host_keys": [
                 *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ServerFields"];
            };
        };
        responses: {
            /** @description The server as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000030",
                     *       "name": "web1",
                     *       "address": "192.0.2.10",
                     *       "port": 22,
                     *       "user": "deploy",
                     *       "transport": "ssh",
                     *       "credential_id": null,
                     *       "become_credential_id": null,
                     *       "mode": "live",
                     *       "role": "web",
                     *       "site": "Oslo",
                     *       "os_family": "debian",
                     *       "tags": [
                     *         "nginx"
                     *       ],
                     *       "origin": "",
                     *       "vanished_at": null,
                     *       "version": 2,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "proxy_jump": "gate.example.org",
                     *       "become": true,
                     *       "become_user": "",
                     *       "become_method": "sudo",
                     *       "variables": {
                     *         "http_port": "8080"
                     *       },
                     *       "notes": "Behind the load balancer",
                     *       "host_keys": [
                     *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                     *       ],
                     *       "facts": {},
                     *       "connection_test": null,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1"
                     *     }
                     */
                    "application/json": components["schemas"]["Server"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareServerSnapshots: {
        parameters: {
            query: {
                /** @description A session. */
                from: string;
                from_moment: components["schemas"]["SnapshotMoment"];
                /** @description A session. */
                to: string;
                to_moment: components["schemas"]["SnapshotMoment"];
            };
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first 2,000 changes; `total` counts all. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "changes": [
                     *         {
                     *           "dimension": "packages",
                     *           "kind": "changed",
                     *           "subject": "openssl",
                     *           "before": "3.0.15-1",
                     *           "after": "3.0.16-1",
                     *           "diff": ""
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "notes": [
                     *         {
                     *           "dimension": "containers",
                     *           "text": "no docker, no podman"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ComparedSnapshots"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be looked at. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requested_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["TestRequested"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptHostKey: {
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
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fingerprint": "SHA256:n3mW0mXb1LZ5nE8oTqLw9wQ1f0m3bqYv5sX2kq9aRtE"
                 *     }
                 */
                "application/json": components["schemas"]["AcceptHostKey"];
            };
        };
        responses: {
            /** @description The server as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000030",
                     *       "name": "web1",
                     *       "address": "192.0.2.10",
                     *       "port": 22,
                     *       "user": "deploy",
                     *       "transport": "ssh",
                     *       "credential_id": null,
                     *       "become_credential_id": null,
                     *       "mode": "live",
                     *       "role": "web",
                     *       "site": "Oslo",
                     *       "os_family": "debian",
                     *       "tags": [
                     *         "nginx"
                     *       ],
                     *       "origin": "",
                     *       "vanished_at": null,
                     *       "version": 2,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "proxy_jump": "gate.example.org",
                     *       "become": true,
                     *       "become_user": "",
                     *       "become_method": "sudo",
                     *       "variables": {
                     *         "http_port": "8080"
                     *       },
                     *       "notes": "Behind the load balancer",
                     *       "host_keys": [
                     *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                     *       ],
                     *       "facts": {
                     *         "os_family": "debian",
                     *         "os_id": "debian",
                     *         "os_name": "Debian GNU/Linux 12 (bookworm)",
                     *         "kernel": "Linux 6.1.0-25-amd64",
                     *         "architecture": "x86_64",
                     *         "hostname": "web1",
                     *         "last_seen": 1795000000000
                     *       },
                     *       "connection_test": {
                     *         "at": 1796000000000,
                     *         "way": "192.0.2.10:22",
                     *         "host_key": {
                     *           "type": "ssh-ed25519",
                     *           "fingerprint": "SHA256:n3mW0mXb1LZ5nE8oTqLw9wQ1f0m3bqYv5sX2kq9aRtE",
                     *           "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp",
                     *           "trust": "unknown"
                     *         },
                     *         "logged_in": false,
                     *         "has_shell": false,
                     *         "problem": "web1 is not a known host: nothing was sent"
                     *       },
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1"
                     *     }
                     */
                    "application/json": components["schemas"]["Server"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setServerMode: {
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
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "shadow",
                 *       "reason": "The vendor looks at it"
                 *     }
                 */
                "application/json": components["schemas"]["SetServerMode"];
            };
        };
        responses: {
            /** @description The server as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000030",
                     *       "name": "web1",
                     *       "address": "192.0.2.10",
                     *       "port": 22,
                     *       "user": "deploy",
                     *       "transport": "ssh",
                     *       "credential_id": null,
                     *       "become_credential_id": null,
                     *       "mode": "live",
                     *       "role": "web",
                     *       "site": "Oslo",
                     *       "os_family": "debian",
                     *       "tags": [
                     *         "nginx"
                     *       ],
                     *       "origin": "",
                     *       "vanished_at": null,
                     *       "version": 2,
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1796000000000,
                     *       "proxy_jump": "gate.example.org",
                     *       "become": true,
                     *       "become_user": "",
                     *       "become_method": "sudo",
                     *       "variables": {
                     *         "http_port": "8080"
                     *       },
                     *       "notes": "Behind the load balancer",
                     *       "host_keys": [
                     *         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExamp"
                     *       ],
                     *       "facts": {},
                     *       "connection_test": null,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1"
                     *     }
                     */
                    "application/json": components["schemas"]["Server"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listServerModes: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
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
                     *           "at": 1796000000000,
                     *           "mode": "shadow",
                     *           "by_whom": "ann",
                     *           "reason": "The vendor looks at it"
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ModeChangePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listServerSessions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before; opaque, and good for the same order alone. */
                cursor?: components["parameters"]["cursor"];
                /** @description How many items a page has at most. */
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                server_id: components["parameters"]["server_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; re-checks of rings are left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "name": "Monthly Security Patches",
                     *           "status": "completed",
                     *           "reason": "",
                     *           "launched_at": 1796000000000,
                     *           "started_at": 1796000001000,
                     *           "ended_at": 1796000061000,
                     *           "has_before": true,
                     *           "has_after": true
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ServerSessionPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    editServers: {
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
                 *       "filter": {
                 *         "role": "web"
                 *       },
                 *       "set": {
                 *         "mode": "shadow",
                 *         "reason": "Change freeze",
                 *         "add_tags": [
                 *           "frozen"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["BulkEdit"];
            };
        };
        responses: {
            /** @description How many matched, and how many are different now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 12,
                     *       "changed": 11
                     *     }
                     */
                    "application/json": components["schemas"]["BulkEdited"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    countServers: {
        parameters: {
            query?: {
                /** @description Of this mode. */
                mode?: components["parameters"]["server_mode"];
                /** @description Of this OS family, ignoring case. */
                os_family?: components["parameters"]["server_os_family"];
                /** @description To be found in name, address, role, site or tags, ignoring case. */
                q?: components["parameters"]["server_text"];
                /** @description Of this role, ignoring case. */
                role?: components["parameters"]["server_role"];
                /** @description Of this site, ignoring case. */
                site?: components["parameters"]["server_site"];
                /** @description That has this tag, ignoring case. */
                tag?: components["parameters"]["server_tag"];
                /** @description Reached so. */
                transport?: components["parameters"]["server_transport"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of those that match. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 1,
                     *       "role": [
                     *         {
                     *           "value": "web",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "site": [
                     *         {
                     *           "value": "Oslo",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "os_family": [
                     *         {
                     *           "value": "debian",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "mode": [
                     *         {
                     *           "value": "live",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "transport": [
                     *         {
                     *           "value": "ssh",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "tag": [
                     *         {
                     *           "value": "nginx",
                     *           "count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerCounts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportServersAsCsv: {
        parameters: {
            query?: {
                /** @description Of this mode. */
                mode?: components["parameters"]["server_mode"];
                /** @description Of this OS family, ignoring case. */
                os_family?: components["parameters"]["server_os_family"];
                /** @description To be found in name, address, role, site or tags, ignoring case. */
                q?: components["parameters"]["server_text"];
                /** @description Of this role, ignoring case. */
                role?: components["parameters"]["server_role"];
                /** @description Of this site, ignoring case. */
                site?: components["parameters"]["server_site"];
                /** @description That has this tag, ignoring case. */
                tag?: components["parameters"]["server_tag"];
                /** @description Reached so. */
                transport?: components["parameters"]["server_transport"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each server, a column for each variable, and `variables` for those that can have none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example name,address,port,user,transport,proxy_jump,become,become_user,become_method,mode,role,site,os_family,tags,notes,variables
                     *     web1,192.0.2.10,22,deploy,ssh,,yes,,,live,web,Oslo,debian,nginx,,
                     */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportServersAsJson: {
        parameters: {
            query?: {
                /** @description Of this mode. */
                mode?: components["parameters"]["server_mode"];
                /** @description Of this OS family, ignoring case. */
                os_family?: components["parameters"]["server_os_family"];
                /** @description To be found in name, address, role, site or tags, ignoring case. */
                q?: components["parameters"]["server_text"];
                /** @description Of this role, ignoring case. */
                role?: components["parameters"]["server_role"];
                /** @description Of this site, ignoring case. */
                site?: components["parameters"]["server_site"];
                /** @description That has this tag, ignoring case. */
                tag?: components["parameters"]["server_tag"];
                /** @description Reached so. */
                transport?: components["parameters"]["server_transport"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without credentials, pinned keys and facts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "web1",
                     *         "address": "192.0.2.10",
                     *         "port": 22,
                     *         "user": "deploy",
                     *         "transport": "ssh",
                     *         "proxy_jump": "",
                     *         "become": true,
                     *         "become_user": "",
                     *         "become_method": "",
                     *         "mode": "live",
                     *         "role": "web",
                     *         "site": "Oslo",
                     *         "os_family": "debian",
                     *         "tags": [
                     *           "nginx"
                     *         ],
                     *         "variables": {},
                     *         "notes": ""
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ServerExport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importServers: {
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
                 *       "format": "ansible",
                 *       "text": "[web]\nweb1 ansible_host=192.0.2.10\n",
                 *       "origin": "inventory of Oslo",
                 *       "apply": false
                 *     }
                 */
                "application/json": components["schemas"]["ImportServers"];
            };
        };
        responses: {
            /** @description What it would change, or, with `applied`, has changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": [
                     *         {
                     *           "name": "web2",
                     *           "fields": [
                     *             {
                     *               "field": "address",
                     *               "before": "",
                     *               "after": "192.0.2.11"
                     *             },
                     *             {
                     *               "field": "mode",
                     *               "before": "",
                     *               "after": "live"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "changed": [
                     *         {
                     *           "name": "web1",
                     *           "fields": [
                     *             {
                     *               "field": "role",
                     *               "before": "web",
                     *               "after": "proxy"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "vanished": [
                     *         "old1"
                     *       ],
                     *       "unchanged": 7,
                     *       "refused": [
                     *         {
                     *           "name": "win1",
                     *           "reason": "winrm is no transport that Fettle has"
                     *         }
                     *       ],
                     *       "warnings": [],
                     *       "digest": "5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c",
                     *       "applied": false
                     *     }
                     */
                    "application/json": components["schemas"]["ImportDifference"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    selectServers: {
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
                 *       "selector": {
                 *         "all_of": [
                 *           {
                 *             "by": "role",
                 *             "value": "web"
                 *           },
                 *           {
                 *             "not": {
                 *               "by": "tag",
                 *               "value": "legacy"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SelectServers"];
            };
        };
        responses: {
            /** @description The names, and what of a list is no server. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 2,
                     *       "words": "role web and not tag legacy",
                     *       "names": [
                     *         "web1",
                     *         "web2"
                     *       ],
                     *       "labels_without_server": [],
                     *       "vanished": []
                     *     }
                     */
                    "application/json": components["schemas"]["SelectedServers"];
                };
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
    getSignInOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether passwords are taken, and the identity provider if there is one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "password": true,
                     *       "provider": "Example ID"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInOptions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    beginProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the browser is to go. */
            200: {
                headers: {
                    /** @description Binds the sign-in to this browser. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://id.example.com/authorize?response_type=code&client_id=fettle"
                     *     }
                     */
                    "application/json": components["schemas"]["BegunSignIn"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    finishProviderSignIn: {
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
                 *       "code": "SplxlOBeZQQYbYS6WxSbIA",
                 *       "state": "af0ifjsldkj"
                 *     }
                 */
                "application/json": components["schemas"]["ProviderAnswer"];
            };
        };
        responses: {
            201: components["responses"]["SignedIn"];
            default: components["responses"]["Problem"];
        };
    };
    beginProviderLink: {
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
            /** @description Where the browser is to go. */
            200: {
                headers: {
                    /** @description Binds it to this browser. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://id.example.com/authorize?response_type=code&client_id=fettle"
                     *     }
                     */
                    "application/json": components["schemas"]["BegunSignIn"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    finishProviderLink: {
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
                 *       "code": "SplxlOBeZQQYbYS6WxSbIA",
                 *       "state": "af0ifjsldkj"
                 *     }
                 */
                "application/json": components["schemas"]["ProviderAnswer"];
            };
        };
        responses: {
            /** @description It is linked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    removeProviderLink: {
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
            /** @description Signing in takes the password from now on. */
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
    getTargetSession: {
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
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addAdHocStep: {
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
                /**
                 * @example {
                 *       "title": "Restart the print spooler",
                 *       "mark": "done",
                 *       "text": "it hung"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default done
                     * @enum {unknown}
                     */
                    mark?: "done" | "done_with_issues" | "failed";
                    text?: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "RDS-01",
                     *       "server_id": null,
                     *       "manual": true,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_person",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_person",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "Ann",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "FSLogix containers",
                     *       "assigned_user_id": "019a0000-0000-7000-8000-0000000000b1",
                     *       "scratchpad": "the profile disk is nearly full",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [
                     *         {
                     *           "title": "Drain the host",
                     *           "type": "task",
                     *           "prose": "",
                     *           "texts": [
                     *             "No sessions are left"
                     *           ],
                     *           "by_hand": true,
                     *           "task": {
                     *             "kind": "action",
                     *             "estimated_minutes": 5,
                     *             "expected_outcome": "No sessions are left",
                     *             "verification": {
                     *               "prompt": "How many are left?",
                     *               "type": "text_input"
                     *             },
                     *             "checklist": [],
                     *             "reference_url": "",
                     *             "fallback": [
                     *               {
                     *                 "title": "Log them off",
                     *                 "kind": "action",
                     *                 "instructions": "Tell the users first"
                     *               }
                     *             ]
                     *           },
                     *           "options": []
                     *         }
                     *       ],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "the users were told",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "ad_hoc_steps": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e2",
                     *           "title": "Restart the print spooler",
                     *           "mark": "done",
                     *           "text": "it hung",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "record_version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerStep: {
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
                /**
                 * @example {
                 *       "mark": "done",
                 *       "text": "it is plugged in",
                 *       "output": "link up\n"
                 *     }
                 */
                "application/json": {
                    /** @description Title of the fallback that was done in the task's place. */
                    fallback?: string;
                    /** @enum {unknown} */
                    mark: "done" | "done_with_issues" | "skipped" | "failed";
                    /** @description What was seen, at most 1 MiB; kept as a command's output is. */
                    output?: string;
                    /** @description The note, what was verified, or the chosen option. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assignSession: {
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
                /**
                 * @example {
                 *       "user_id": "019a0000-0000-7000-8000-0000000000b1"
                 *     }
                 */
                "application/json": {
                    /** @description Null gives it back. */
                    user_id: string | null;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "RDS-01",
                     *       "server_id": null,
                     *       "manual": true,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_person",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_person",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "Ann",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "FSLogix containers",
                     *       "assigned_user_id": "019a0000-0000-7000-8000-0000000000b1",
                     *       "scratchpad": "the profile disk is nearly full",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [
                     *         {
                     *           "title": "Drain the host",
                     *           "type": "task",
                     *           "prose": "",
                     *           "texts": [
                     *             "No sessions are left"
                     *           ],
                     *           "by_hand": true,
                     *           "task": {
                     *             "kind": "action",
                     *             "estimated_minutes": 5,
                     *             "expected_outcome": "No sessions are left",
                     *             "verification": {
                     *               "prompt": "How many are left?",
                     *               "type": "text_input"
                     *             },
                     *             "checklist": [],
                     *             "reference_url": "",
                     *             "fallback": [
                     *               {
                     *                 "title": "Log them off",
                     *                 "kind": "action",
                     *                 "instructions": "Tell the users first"
                     *               }
                     *             ]
                     *           },
                     *           "options": []
                     *         }
                     *       ],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "the users were told",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "ad_hoc_steps": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e2",
                     *           "title": "Restart the print spooler",
                     *           "mark": "done",
                     *           "text": "it hung",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "record_version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelSession: {
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
                /**
                 * @example {
                 *       "reason": "the host is being replaced"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    claimSession: {
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
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "RDS-01",
                     *       "server_id": null,
                     *       "manual": true,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_person",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_person",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "Ann",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "FSLogix containers",
                     *       "assigned_user_id": "019a0000-0000-7000-8000-0000000000b1",
                     *       "scratchpad": "the profile disk is nearly full",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [
                     *         {
                     *           "title": "Drain the host",
                     *           "type": "task",
                     *           "prose": "",
                     *           "texts": [
                     *             "No sessions are left"
                     *           ],
                     *           "by_hand": true,
                     *           "task": {
                     *             "kind": "action",
                     *             "estimated_minutes": 5,
                     *             "expected_outcome": "No sessions are left",
                     *             "verification": {
                     *               "prompt": "How many are left?",
                     *               "type": "text_input"
                     *             },
                     *             "checklist": [],
                     *             "reference_url": "",
                     *             "fallback": [
                     *               {
                     *                 "title": "Log them off",
                     *                 "kind": "action",
                     *                 "instructions": "Tell the users first"
                     *               }
                     *             ]
                     *           },
                     *           "options": []
                     *         }
                     *       ],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "the users were told",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "ad_hoc_steps": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e2",
                     *           "title": "Restart the print spooler",
                     *           "mark": "done",
                     *           "text": "it hung",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "record_version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerGate: {
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
                /**
                 * @example {
                 *       "approved": true,
                 *       "comment": "looks fine"
                 *     }
                 */
                "application/json": components["schemas"]["GateWord"];
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addSessionNote: {
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
                /**
                 * @example {
                 *       "step": 0,
                 *       "text": "the users were told"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default steps
                     * @enum {unknown}
                     */
                    stage?: "steps" | "rollback";
                    step: number;
                    text: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "RDS-01",
                     *       "server_id": null,
                     *       "manual": true,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_person",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_person",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "Ann",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "FSLogix containers",
                     *       "assigned_user_id": "019a0000-0000-7000-8000-0000000000b1",
                     *       "scratchpad": "the profile disk is nearly full",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [
                     *         {
                     *           "title": "Drain the host",
                     *           "type": "task",
                     *           "prose": "",
                     *           "texts": [
                     *             "No sessions are left"
                     *           ],
                     *           "by_hand": true,
                     *           "task": {
                     *             "kind": "action",
                     *             "estimated_minutes": 5,
                     *             "expected_outcome": "No sessions are left",
                     *             "verification": {
                     *               "prompt": "How many are left?",
                     *               "type": "text_input"
                     *             },
                     *             "checklist": [],
                     *             "reference_url": "",
                     *             "fallback": [
                     *               {
                     *                 "title": "Log them off",
                     *                 "kind": "action",
                     *                 "instructions": "Tell the users first"
                     *               }
                     *             ]
                     *           },
                     *           "options": []
                     *         }
                     *       ],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "the users were told",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "ad_hoc_steps": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e2",
                     *           "title": "Restart the print spooler",
                     *           "mark": "done",
                     *           "text": "it hung",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "record_version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readOutput: {
        parameters: {
            query?: {
                /** @description In bytes of the kept text. */
                from?: number;
                length?: number;
                /** @description Of this command of the step alone (listCommands). */
                order?: string;
                stage?: "steps" | "rollback";
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
            /** @description Text with known secrets replaced. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "done\n",
                     *       "from": 0,
                     *       "until": 5,
                     *       "total": 5,
                     *       "left_out": 0,
                     *       "removed_at": null
                     *     }
                     */
                    "application/json": {
                        from: number;
                        /** @description Bytes that the command wrote and nobody kept. */
                        left_out: number;
                        /** @description When the output of this batch was removed as too old (`keep-output-days`); null where it is kept. */
                        removed_at: number | null;
                        text: string;
                        total: number;
                        /** @description Where this part ends, which is between two characters; the next is `from` there. */
                        until: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSessionRecord: {
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
                /**
                 * @example {
                 *       "outcome": "done_with_issues",
                 *       "outcome_notes": "the agent was old",
                 *       "next_steps": "replace it in May"
                 *     }
                 */
                "application/json": {
                    next_steps?: string;
                    /** @enum {unknown} */
                    outcome?: "done" | "done_with_issues" | "failed" | "skipped" | "not_applicable" | "";
                    outcome_notes?: string;
                    scratchpad?: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "RDS-01",
                     *       "server_id": null,
                     *       "manual": true,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_person",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_person",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "Ann",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "FSLogix containers",
                     *       "assigned_user_id": "019a0000-0000-7000-8000-0000000000b1",
                     *       "scratchpad": "the profile disk is nearly full",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [
                     *         {
                     *           "title": "Drain the host",
                     *           "type": "task",
                     *           "prose": "",
                     *           "texts": [
                     *             "No sessions are left"
                     *           ],
                     *           "by_hand": true,
                     *           "task": {
                     *             "kind": "action",
                     *             "estimated_minutes": 5,
                     *             "expected_outcome": "No sessions are left",
                     *             "verification": {
                     *               "prompt": "How many are left?",
                     *               "type": "text_input"
                     *             },
                     *             "checklist": [],
                     *             "reference_url": "",
                     *             "fallback": [
                     *               {
                     *                 "title": "Log them off",
                     *                 "kind": "action",
                     *                 "instructions": "Tell the users first"
                     *               }
                     *             ]
                     *           },
                     *           "options": []
                     *         }
                     *       ],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e1",
                     *           "stage": "steps",
                     *           "step": 0,
                     *           "text": "the users were told",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "ad_hoc_steps": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-0000000000e2",
                     *           "title": "Restart the print spooler",
                     *           "mark": "done",
                     *           "text": "it hung",
                     *           "by": {
                     *             "kind": "user",
                     *             "id": "019a0000-0000-7000-8000-0000000000b1",
                     *             "name": "Ann"
                     *           },
                     *           "at": 1796000000000
                     *         }
                     *       ],
                     *       "record_version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveStep: {
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
                /**
                 * @example {
                 *       "as": "done",
                 *       "reason": "done by hand"
                 *     }
                 */
                "application/json": {
                    /** @enum {unknown} */
                    as: "skipped" | "done";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retrySession: {
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
                /**
                 * @example {
                 *       "reason": "the host is being replaced"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollBackSession: {
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
                /**
                 * @example {
                 *       "reason": "the host is being replaced"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    skipSession: {
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
                /**
                 * @example {
                 *       "reason": "the host is being replaced"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The session as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "target_label": "web1",
                     *       "server_id": null,
                     *       "manual": false,
                     *       "position": 0,
                     *       "wave": 0,
                     *       "recheck": false,
                     *       "status": "awaiting_approval",
                     *       "failure": "none",
                     *       "reason": "",
                     *       "stage": "steps",
                     *       "step": 0,
                     *       "step_status": "awaiting_approval",
                     *       "issues": 0,
                     *       "started_at": 1796000000000,
                     *       "ended_at": null,
                     *       "assigned_to": "",
                     *       "outcome": "",
                     *       "version": 2,
                     *       "flow_name": "Monthly Security Patches",
                     *       "assigned_user_id": null,
                     *       "scratchpad": "",
                     *       "outcome_notes": "",
                     *       "next_steps": "",
                     *       "steps": [],
                     *       "rollback": [],
                     *       "seen": [],
                     *       "prompt": null,
                     *       "difference": "",
                     *       "notes": [],
                     *       "ad_hoc_steps": [],
                     *       "record_version": 0
                     *     }
                     */
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    nameTargets: {
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
                /**
                 * @example {
                 *       "text": "RDS-01\nRDS-02",
                 *       "manual_confirmed": true
                 *     }
                 */
                "application/json": {
                    /** @description Labels without a server are carried out by hand. */
                    manual_confirmed?: boolean;
                    target_list_id?: string;
                    targets?: {
                        label: string;
                        notes?: string;
                    }[];
                    /** @description Labels, one a line. */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description The batch as it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    whyNotSession: {
        parameters: {
            query?: {
                /** @description Milliseconds since 1970; without it now. */
                at?: number;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every reason at once; none where nothing stands in the way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "session_id": "019a0000-0000-7000-8000-0000000000d1",
                     *           "target_label": "web1",
                     *           "kind": "host_lock",
                     *           "text": "batch 7 (\"Patches\") works on web1:22",
                     *           "since": 1796000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Why"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    launchBatch: {
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
                /**
                 * @example {
                 *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                 *       "targets": [
                 *         {
                 *           "label": "RDS-01"
                 *         },
                 *         {
                 *           "label": "RDS-02"
                 *         }
                 *       ],
                 *       "variables_override": {
                 *         "package_name": "nginx"
                 *       },
                 *       "manual_confirmed": true
                 *     }
                 */
                "application/json": components["schemas"]["LaunchRequest"];
            };
        };
        responses: {
            /** @description The batch. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "name": "Monthly Security Patches",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": null,
                     *       "retried_from": null,
                     *       "status": "running",
                     *       "reason": "",
                     *       "risk_level": "low",
                     *       "digest": "3b6e9a",
                     *       "launched_by": {
                     *         "kind": "user",
                     *         "id": "019a0000-0000-7000-8000-0000000000b1",
                     *         "name": "Ann"
                     *       },
                     *       "counts": {
                     *         "total": 8,
                     *         "completed": 6,
                     *         "failed": 0,
                     *         "interrupted": 0,
                     *         "cancelled": 0,
                     *         "skipped": 0,
                     *         "pending": 1,
                     *         "under_way": 1
                     *       },
                     *       "created_at": 1796000000000,
                     *       "ended_at": null,
                     *       "version": 12
                     *     }
                     */
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewBatch: {
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
                 *       "targets": [
                 *         {
                 *           "label": "RDS-01"
                 *         },
                 *         {
                 *           "label": "RDS-02"
                 *         }
                 *       ],
                 *       "variables_override": {
                 *         "package_name": "nginx"
                 *       },
                 *       "manual_confirmed": true
                 *     }
                 */
                "application/json": components["schemas"]["LaunchRequest"];
            };
        };
        responses: {
            /** @description Sessions, targets in their order, waves, gates, steps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "Monthly Security Patches",
                     *       "sessions": 2,
                     *       "targets": [
                     *         {
                     *           "label": "RDS-01",
                     *           "server_id": null,
                     *           "manual": true,
                     *           "mode": "live"
                     *         },
                     *         {
                     *           "label": "RDS-02",
                     *           "server_id": null,
                     *           "manual": true,
                     *           "mode": "live"
                     *         }
                     *       ],
                     *       "unmatched": [
                     *         "RDS-01",
                     *         "RDS-02"
                     *       ],
                     *       "duplicates": [],
                     *       "waves": [
                     *         {
                     *           "name": "all",
                     *           "first": 0,
                     *           "count": 2,
                     *           "parallelism": 1,
                     *           "soak_seconds": 0,
                     *           "recheck": false,
                     *           "approval_after": false
                     *         }
                     *       ],
                     *       "gates": [
                     *         {
                     *           "place": "step 1 \"patch\"",
                     *           "reason": "by hand",
                     *           "targets": 2,
                     *           "only_if": false
                     *         }
                     *       ],
                     *       "steps": [
                     *         {
                     *           "title": "patch",
                     *           "type": "custom_tool",
                     *           "prose": "",
                     *           "texts": [
                     *             "apt-get upgrade"
                     *           ],
                     *           "by_hand": true,
                     *           "task": null,
                     *           "options": []
                     *         }
                     *       ],
                     *       "risk_level": "low",
                     *       "needs_approval": false,
                     *       "digest": "3b6e9a",
                     *       "diagnostics": []
                     *     }
                     */
                    "application/json": components["schemas"]["LaunchPreview"];
                };
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
    stopTeam: {
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
                 *       "reason": "the storage is failing"
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description How it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_stopped": true,
                     *       "reason": "the storage is failing",
                     *       "batches": 2
                     *     }
                     */
                    "application/json": {
                        /** @description That were paused */
                        batches: number;
                        is_stopped: boolean;
                        reason: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    letTeamGoOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it is then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "is_stopped": true,
                     *       "reason": "the storage is failing",
                     *       "batches": 2
                     *     }
                     */
                    "application/json": {
                        /** @description That were paused */
                        batches: number;
                        is_stopped: boolean;
                        reason: string;
                    };
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
    importTargets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_list_id: components["parameters"]["target_list_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "csv",
                 *       "text": "label,notes\nRDS-01,first\nRDS-04,new\n"
                 *     }
                 */
                "application/json": components["schemas"]["ImportTargets"];
            };
        };
        responses: {
            /** @description What it would change, or, with `applied`, has changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": [
                     *         {
                     *           "name": "RDS-04",
                     *           "fields": [
                     *             {
                     *               "field": "notes",
                     *               "before": "",
                     *               "after": "new"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "changed": [],
                     *       "vanished": [
                     *         "RDS-02"
                     *       ],
                     *       "unchanged": 1,
                     *       "refused": [],
                     *       "warnings": [],
                     *       "digest": "5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c5f0c1d1f2f4a0b2f9f8e0d3b6f2f1a7c",
                     *       "applied": false
                     *     }
                     */
                    "application/json": components["schemas"]["ImportDifference"];
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
    askAboutTree: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4 */
                tree_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "# Maintenance: patches",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "Add a check of nginx."
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AssistantQuestion"];
            };
        };
        responses: {
            /** @description The answer as it comes; it ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: delta
                     *     data: {"text":"Here it is."}
                     *
                     *     event: done
                     *     data: {}
                     */
                    "text/event-stream": string;
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
                     *           "name": "all",
                     *           "first": 1,
                     *           "count": 3,
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
    listTriggers: {
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
                     *           "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1",
                     *           "name": "after each release",
                     *           "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *           "schedule_id": null,
                     *           "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *           "targets": [],
                     *           "variables_override": {
                     *             "channel": "stable"
                     *           },
                     *           "allowed_variables": [
                     *             "version"
                     *           ],
                     *           "url": "https://fettle.example.com/api/v1/triggers/01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1/fire",
                     *           "owner_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *           "last_fired_at": null,
                     *           "version": 1,
                     *           "created_at": 1796000000000,
                     *           "updated_at": 1796000000000
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTrigger: {
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
                 *       "name": "after each release",
                 *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                 *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                 *       "variables_override": {
                 *         "channel": "stable"
                 *       },
                 *       "allowed_variables": [
                 *         "version"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewTrigger"];
            };
        };
        responses: {
            /** @description The trigger, with its signing key. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1",
                     *       "name": "after each release",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "targets": [],
                     *       "variables_override": {
                     *         "channel": "stable"
                     *       },
                     *       "allowed_variables": [
                     *         "version"
                     *       ],
                     *       "url": "https://fettle.example.com/api/v1/triggers/01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1/fire",
                     *       "owner_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "last_fired_at": null,
                     *       "version": 1,
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000,
                     *       "signing_key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerWithKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trigger. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1",
                     *       "name": "after each release",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "targets": [],
                     *       "variables_override": {
                     *         "channel": "stable"
                     *       },
                     *       "allowed_variables": [
                     *         "version"
                     *       ],
                     *       "url": "https://fettle.example.com/api/v1/triggers/01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1/fire",
                     *       "owner_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "last_fired_at": null,
                     *       "version": 1,
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000
                     *     }
                     */
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
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
    fireTrigger: {
        parameters: {
            query?: never;
            header: {
                /** @example release-1.4.2 */
                "webhook-id": string;
                /** @example v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= */
                "webhook-signature": string;
                /**
                 * @description Seconds since 1970.
                 * @example 1796000000
                 */
                "webhook-timestamp": string;
            };
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "version": "1.4.2"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TriggerCall"];
            };
        };
        responses: {
            /** @description The batch, which may wait for an approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batch_id": "019a0000-0000-7000-8000-0000000000c1",
                     *       "status": "pending_approval"
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerFired"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateTriggerKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trigger, with its new key. Whoever asked is its owner now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1",
                     *       "name": "after each release",
                     *       "tree_id": "019a0000-0000-7000-8000-000000000001",
                     *       "schedule_id": null,
                     *       "target_list_id": "019a0000-0000-7000-8000-000000000010",
                     *       "targets": [],
                     *       "variables_override": {
                     *         "channel": "stable"
                     *       },
                     *       "allowed_variables": [
                     *         "version"
                     *       ],
                     *       "url": "https://fettle.example.com/api/v1/triggers/01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7f1/fire",
                     *       "owner_id": "01932b0c-8c3e-7b6a-9d1e-2f60c1a5b7e4",
                     *       "last_fired_at": null,
                     *       "version": 1,
                     *       "created_at": 1796000000000,
                     *       "updated_at": 1796000000000,
                     *       "signing_key": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["TriggerWithKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWindows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019a0000-0000-7000-8000-000000000071",
                     *           "name": "Nights of Oslo",
                     *           "scope": {
                     *             "kind": "site",
                     *             "value": "Oslo",
                     *             "label": "Oslo"
                     *           },
                     *           "cron_expression": "0 22 * * MON-FRI",
                     *           "cron_words": "at 22:00 on Monday to Friday",
                     *           "timezone": "Europe/Oslo",
                     *           "length_minutes": 480,
                     *           "is_open": false,
                     *           "opens_at": 1796000400000,
                     *           "closes_at": 1796029200000,
                     *           "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *           "created_at": 1795000000000,
                     *           "updated_at": 1795000000000,
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Window"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createWindow: {
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
                 *       "name": "Nights of Oslo",
                 *       "scope": {
                 *         "kind": "site",
                 *         "value": "Oslo"
                 *       },
                 *       "cron_expression": "0 22 * * MON-FRI",
                 *       "timezone": "Europe/Oslo",
                 *       "length_minutes": 480
                 *     }
                 */
                "application/json": components["schemas"]["WindowInput"];
            };
        };
        responses: {
            /** @description The window. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000071",
                     *       "name": "Nights of Oslo",
                     *       "scope": {
                     *         "kind": "site",
                     *         "value": "Oslo",
                     *         "label": "Oslo"
                     *       },
                     *       "cron_expression": "0 22 * * MON-FRI",
                     *       "cron_words": "at 22:00 on Monday to Friday",
                     *       "timezone": "Europe/Oslo",
                     *       "length_minutes": 480,
                     *       "is_open": false,
                     *       "opens_at": 1796000400000,
                     *       "closes_at": 1796029200000,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Window"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The window as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000071",
                     *       "name": "Nights of Oslo",
                     *       "scope": {
                     *         "kind": "site",
                     *         "value": "Oslo",
                     *         "label": "Oslo"
                     *       },
                     *       "cron_expression": "0 22 * * MON-FRI",
                     *       "cron_words": "at 22:00 on Monday to Friday",
                     *       "timezone": "Europe/Oslo",
                     *       "length_minutes": 480,
                     *       "is_open": false,
                     *       "opens_at": 1796000400000,
                     *       "closes_at": 1796029200000,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Window"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replaceWindow: {
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
                window_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nights of Oslo",
                 *       "scope": {
                 *         "kind": "site",
                 *         "value": "Oslo"
                 *       },
                 *       "cron_expression": "0 22 * * MON-FRI",
                 *       "timezone": "Europe/Oslo",
                 *       "length_minutes": 480
                 *     }
                 */
                "application/json": components["schemas"]["WindowInput"];
            };
        };
        responses: {
            /** @description The window as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019a0000-0000-7000-8000-000000000071",
                     *       "name": "Nights of Oslo",
                     *       "scope": {
                     *         "kind": "site",
                     *         "value": "Oslo",
                     *         "label": "Oslo"
                     *       },
                     *       "cron_expression": "0 22 * * MON-FRI",
                     *       "cron_words": "at 22:00 on Monday to Friday",
                     *       "timezone": "Europe/Oslo",
                     *       "length_minutes": 480,
                     *       "is_open": false,
                     *       "opens_at": 1796000400000,
                     *       "closes_at": 1796029200000,
                     *       "created_by": "019a0000-0000-7000-8000-0000000000b1",
                     *       "created_at": 1795000000000,
                     *       "updated_at": 1795000000000,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Window"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                window_id: string;
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
}
