// Options that were given without a value, which is never what leaving them out is.
#pragma once

#include <span>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace fettle::app {

/// An option that has no value, as `--limit=$EMPTY` and `--limit "$EMPTY"` leave it, or an empty
/// string. The parser would take the next option for the value of the first, and the second would
/// mean what leaving it out does: all targets. Empty when each has one.
std::string option_without_value(const CLI::App& app, std::span<char* const> arguments);

}  // namespace fettle::app
