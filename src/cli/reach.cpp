#include "cli/reach.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "cli/ask_targets.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

/// What is asked of each target: nothing, so that reaching it is all that can fail.
constexpr const char* kNothing = ":";

struct ReachedJson {
  std::string_view target;
  bool ok = false;
  std::string_view reason;
};
BOOST_DESCRIBE_STRUCT(ReachedJson, (), (target, ok, reason))

struct AllReachedJson {
  std::string_view event = "reached";
  std::vector<ReachedJson> targets;
};
BOOST_DESCRIBE_STRUCT(AllReachedJson, (), (event, targets))

}  // namespace

std::vector<Reached> reach_targets(std::span<const fleet::Target> targets,
                                   const transport::Settings& settings) {
  std::vector<Ask> asks;
  for (const auto& target : targets) {
    if (target.server.transport == fleet::TransportKind::kManual)
      continue;  // nobody connects to it
    asks.push_back({.target = target, .script = kNothing});
  }
  auto answers = ask_targets(asks, settings);
  std::vector<Reached> reached;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    reached.push_back({asks[i].target.label, answers[i].ok, std::move(answers[i].reason)});
  }
  return reached;
}

std::string describe_reach(std::span<const Reached> reached) {
  std::string text = "\nWho can be reached\n";
  for (const auto& [target, ok, reason] : reached) {
    text +=
        safe_line(fmt::format("  {}: {}", target, ok ? "yes" : "no: " + reason), Charset::kUtf8) +
        "\n";
  }
  return text;
}

std::string reach_json(const std::vector<Reached>& reached) {
  AllReachedJson json;
  for (const auto& [target, ok, reason] : reached) json.targets.push_back({target, ok, reason});
  return escape_controls(to_json(json)) + "\n";
}

}  // namespace fettle::cli
