#include "core/review/compare.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/review/dimension.hpp"

namespace fettle::review {
namespace {

/// The notes of both, each once.
std::vector<std::string> notes_of(const Section& before, const Section& after) {
  auto notes = before.notes;
  for (const auto& note : after.notes) {
    if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
  }
  return notes;
}

void compare_section(flow::Dimension dimension, const Section& before, const Section& after,
                     SnapshotDifference& difference) {
  auto notes = notes_of(before, after);
  if (!before.complete || !after.complete) {
    notes.emplace_back("not compared: one of the two snapshots is not complete");
  } else if (auto changes = rules_of(dimension).compare(before, after); !changes.empty()) {
    difference.changes[dimension] = std::move(changes);
  }
  if (!notes.empty()) difference.notes[dimension] = std::move(notes);
}

}  // namespace

SnapshotDifference compare(const Snapshot& before, const Snapshot& after) {
  const Section missing{.complete = false};
  SnapshotDifference difference;
  for (const auto& [dimension, was] : before.sections) {
    const auto now = after.sections.find(dimension);
    const bool there = now != after.sections.end();
    compare_section(dimension, was, there ? now->second : missing, difference);
  }
  for (const auto& [dimension, is] : after.sections) {
    if (!before.sections.contains(dimension)) compare_section(dimension, missing, is, difference);
  }
  return difference;
}

}  // namespace fettle::review
