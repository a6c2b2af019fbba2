// All sessions of a batch as one table of columns: what a page shows of 10,000 at once, in a
// fraction of the bytes of a list. It has a version, so that who knows it asks for nothing.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

/// The n-th entry of each column belongs to the n-th session, in the order of the rollout,
/// re-checks after. What the columns mean is TargetSessionView's (batches.hpp).
struct SessionTable {
  std::int64_t count = 0;
  std::vector<std::string> session_id;
  std::vector<std::string> target_label;
  std::vector<int> position;
  std::vector<int> wave;
  std::vector<bool> recheck;
  std::vector<std::string> status;
  std::vector<std::string> failure;
  std::vector<std::string> reason;
  std::vector<std::string> stage;
  std::vector<int> step;
  std::vector<std::string> step_status;
  std::vector<int> issues;
  std::vector<std::optional<std::int64_t>> started_at;
  std::vector<std::optional<std::int64_t>> ended_at;
  std::vector<std::string> assigned_to;
  std::vector<std::string> outcome;
  std::vector<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(SessionTable, (),
                      (count, session_id, target_label, position, wave, recheck, status, failure,
                       reason, stage, step, step_status, issues, started_at, ended_at, assigned_to,
                       outcome, version))

/// Another text whenever the table is another.
Result<std::string> session_table_version(Context& context, std::string_view batch);
Result<SessionTable> read_session_table(Context& context, std::string_view batch);

}  // namespace fettle::usecases
