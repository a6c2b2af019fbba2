// The commands that sessions of a batch gave to their targets, and how much each has written: what
// a program follows that shows output as it comes. The text itself is batches.hpp's read_output.
#pragma once

#include <string_view>
#include <vector>

#include "store/history_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

struct Commands {
  std::vector<store::CommandRow> items;
};
BOOST_DESCRIBE_STRUCT(Commands, (), (items))

/// `sessions`: ids with commas between them; of another batch there are none. kMalformed without
/// one or with more than 100.
Result<Commands> list_commands(Context& context, std::string_view batch, std::string_view sessions);

}  // namespace fettle::usecases
