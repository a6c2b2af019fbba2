// The routes of every resource: one function each, in a file of its own beside this one. A new
// resource is that file, a line here and a line in all.cpp.
#pragma once

#include <span>
#include <vector>

#include "api/route.hpp"

namespace fettle::api {

std::span<const Route> assistant_routes();
std::span<const Route> audit_routes();
std::span<const Route> batch_review_routes();
std::span<const Route> batch_routes();
std::span<const Route> budget_routes();
std::span<const Route> calendar_routes();
std::span<const Route> channel_routes();
std::span<const Route> credential_routes();
std::span<const Route> cron_routes();
std::span<const Route> event_routes();
std::span<const Route> host_key_routes();
std::span<const Route> invitation_routes();
std::span<const Route> me_routes();
std::span<const Route> notification_routes();
std::span<const Route> people_routes();
std::span<const Route> provider_sign_in_routes();
std::span<const Route> recipe_routes();
std::span<const Route> schedule_routes();
std::span<const Route> secret_routes();
std::span<const Route> server_history_routes();
std::span<const Route> server_routes();
std::span<const Route> session_record_routes();
std::span<const Route> session_routes();
std::span<const Route> stop_routes();
std::span<const Route> target_list_routes();
std::span<const Route> team_routes();
std::span<const Route> token_routes();
std::span<const Route> tree_routes();
std::span<const Route> trigger_routes();
std::span<const Route> walk_routes();
std::span<const Route> why_routes();
std::span<const Route> window_routes();

/// All of them.
std::vector<Route> all_routes();

}  // namespace fettle::api
