// The rows that the reports share: one a target, one a step of a target. What is in a cell is safe
// to print; each form escapes it by its own rules.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/record/record.hpp"

namespace fettle::cli {

inline constexpr std::array<std::string_view, 5> kTargetColumns{"Target", "Status", "Started",
                                                                "Took", "Why"};
inline constexpr std::array<std::string_view, 13> kStepColumns{
    "batch",  "plan",  "target",   "recheck",  "stage",    "step",   "title",
    "status", "tries", "answered", "began_at", "ended_at", "message"};
inline constexpr std::array<std::string_view, 4> kAnswerColumns{"When", "Target", "Step", "Answer"};

using Row = std::vector<std::string>;

std::vector<Row> target_rows(const BatchRecord& record);
std::vector<Row> step_rows(const BatchRecord& record);
std::vector<Row> answer_rows(const BatchRecord& record);

/// What a batch is and how it ended: label and value.
std::vector<Row> head_rows(const BatchRecord& record);

}  // namespace fettle::cli
