// From a flow's markdown to what is stored beside it. The one reader is core/flow/parse_flow.hpp;
// here its answer becomes columns, and what only a team knows (its recipes) is added to it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/flow/flow.hpp"
#include "core/flow/parse_flow.hpp"
#include "store/flow_store.hpp"

namespace fettle::usecases {

/// The text as it is read for a team whose recipes have these slugs: one that is unknown is a
/// warning, as it may come before the launch.
flow::ParsedFlow read_flow_text(std::string_view markdown, std::span<const std::string> slugs);

/// Everything of `row` that is read from `markdown`, and the markdown itself. kInvalid, with every
/// diagnostic of the text, where it has errors; `row` then stays as it was.
Result<void> fill_from_text(store::FlowRow& row, std::string markdown,
                            std::span<const std::string> slugs);

/// `markdown` with `name` in the place of its level-1 heading's text. The text must be a flow's.
std::string with_name(std::string_view markdown, std::string_view name);

}  // namespace fettle::usecases
