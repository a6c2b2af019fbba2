// What a step wrote on all targets of a batch, each text once: targets whose output is the same
// byte for byte stand together. The whole text of a target is batches.hpp's read_output.
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "usecases/context.hpp"

namespace fettle::usecases {

struct OutputGroup {
  std::string digest;  ///< SHA-256 of the text, in hexadecimal digits
  std::int64_t count = 0;
  std::vector<std::string> targets;  ///< the first 20, in the order of the rollout
  std::string first_lines;           ///< at most 20 lines and 2000 characters
  std::int64_t bytes = 0;            ///< of the text
  std::int64_t left_out = 0;         ///< bytes that were written and nobody kept
};
BOOST_DESCRIBE_STRUCT(OutputGroup, (), (digest, count, targets, first_lines, bytes, left_out))

struct BatchOutputs {
  std::vector<OutputGroup> groups;  ///< the largest 100, largest first
  std::int64_t groups_total = 0;
  std::int64_t targets = 0;           ///< of the batch
  std::int64_t without = 0;           ///< of these, those that wrote nothing there
  std::int64_t not_compared = 0;      ///< those that were left out, since it is more than 256 MiB
  std::optional<Instant> removed_at;  ///< when it was removed as too old; none where it is kept
};
BOOST_DESCRIBE_STRUCT(BatchOutputs, (),
                      (groups, groups_total, targets, without, not_compared, removed_at))

struct OutputsPlace {
  std::string stage;  ///< `steps` or `rollback`
  int step = 0;
};

Result<BatchOutputs> group_outputs(Context& context, std::string_view batch,
                                   const OutputsPlace& place);

}  // namespace fettle::usecases
