// What waits for a person: the rows that the journal opens and closes (ports/journal.hpp). Reads
// only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/connection.hpp"

namespace fettle::store {

struct PromptRow {
  std::string batch_id;
  std::string session_id;    ///< empty: between rings
  std::string target_label;  ///< empty as well then
  std::string kind;          ///< name of ports::PromptKind
  std::string stage;
  int step = 0;
  std::string text;
  std::int64_t since = 0;
};
BOOST_DESCRIBE_STRUCT(PromptRow, (),
                      (batch_id, session_id, target_label, kind, stage, step, text, since))

/// Of one batch, in the order in which they came up.
Result<std::vector<PromptRow>> list_prompts(Connection& connection, std::string_view batch);
/// Of all batches of a team, oldest first; at most `limit`.
Result<std::vector<PromptRow>> list_team_prompts(Connection& connection, std::string_view team,
                                                 int limit);
Result<std::optional<PromptRow>> find_prompt(Connection& connection, std::string_view batch,
                                             std::string_view session);

}  // namespace fettle::store
