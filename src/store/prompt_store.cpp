#include "store/prompt_store.hpp"

#include <fmt/format.h>

namespace fettle::store {
namespace {

constexpr std::string_view kSelect =
    "select p.batch_id as batch_id, p.session_id as session_id, coalesce(s.target_label, '') as "
    "target_label, p.kind as kind, p.stage as stage, p.step as step, p.text as text, p.since as "
    "since from prompts p left join sessions s on s.id = p.session_id";

}  // namespace

Result<std::vector<PromptRow>> list_prompts(Connection& connection, std::string_view batch) {
  return connection.all<PromptRow>(
      fmt::format("{} where p.batch_id = ? order by p.since, p.session_id", kSelect), batch);
}

Result<std::vector<PromptRow>> list_team_prompts(Connection& connection, std::string_view team,
                                                 int limit) {
  return connection.all<PromptRow>(
      fmt::format("{} join batches b on b.id = p.batch_id where b.team_id = ? order by p.since, "
                  "p.session_id limit ?",
                  kSelect),
      team, limit);
}

Result<std::optional<PromptRow>> find_prompt(Connection& connection, std::string_view batch,
                                             std::string_view session) {
  return connection.find<PromptRow>(
      fmt::format("{} where p.batch_id = ? and p.session_id = ?", kSelect), batch, session);
}

}  // namespace fettle::store
