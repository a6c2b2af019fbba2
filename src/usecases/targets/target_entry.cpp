#include "usecases/targets/target_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/json.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"

namespace fettle::usecases {
namespace {

void check_count(std::size_t count, std::string_view field, FieldProblems& problems) {
  if (count <= fleet::kTargetsMax) return;
  problems.add(field,
               fmt::format("are {} targets; a list holds at most {}", count, fleet::kTargetsMax));
}

}  // namespace

std::vector<TargetEntry> read_targets(std::string_view json) {
  auto targets = decode<std::vector<TargetEntry>>(parse_own_json(json));
  return targets ? *std::move(targets) : std::vector<TargetEntry>();
}

std::vector<std::string*> notes_of(std::vector<TargetEntry>& targets) {
  std::vector<std::string*> notes;
  for (auto& target : targets) notes.push_back(&target.notes);
  return notes;
}

void check_targets(const std::vector<TargetEntry>& targets, std::string_view field,
                   FieldProblems& problems) {
  check_count(targets.size(), field, problems);
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < targets.size() && i < fleet::kTargetsMax; ++i) {
    const auto& [label, notes, vanished] = targets[i];
    const auto label_field = fmt::format("{}[{}].label", field, i);
    problems.check_name(label_field, label);
    problems.check_text(fmt::format("{}[{}].notes", field, i), notes, kTargetNotesMax);
    const auto [first, is_new] = seen.try_emplace(fleet::to_lower_ascii(label), i);
    if (is_new) continue;
    problems.add(label_field, fmt::format("{} is the label of {}[{}] already", fleet::quote(label),
                                          field, first->second));
  }
}

Result<PastedTargets> read_pasted_targets(std::string_view text) {
  PastedTargets pasted;
  FieldProblems problems;
  std::map<std::string, int> seen;
  for (int line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto label = fleet::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (label.empty()) continue;
    problems.check_name(fmt::format("text: line {}", line), label);
    const auto [first, is_new] = seen.try_emplace(fleet::to_lower_ascii(label), line);
    if (is_new) {
      pasted.targets.push_back({.label = std::string(label)});
    } else {
      pasted.duplicates.push_back({line, std::string(label), first->second});
    }
  }
  check_count(pasted.targets.size(), "text", problems);
  FETTLE_TRY_VOID(problems.done());
  return pasted;
}

}  // namespace fettle::usecases
