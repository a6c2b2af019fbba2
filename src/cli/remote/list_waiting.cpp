#include <algorithm>

#include "base/enum_name.hpp"
#include "cli/remote/approvals.hpp"
#include "core/engine/tables.hpp"
#include "usecases/batches/batches.hpp"
#include "usecases/schedules/schedules.hpp"

namespace fettle::cli {
namespace {

constexpr std::size_t kSchedulesMax = 1000;

struct SchedulePage {
  std::vector<usecases::ScheduleView> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(SchedulePage, (), (items, next_cursor))

Result<void> add_schedules(const ServiceApi& api, std::vector<Waiting>& waiting) {
  FETTLE_TRY(page,
             read_pages<SchedulePage>(api, "/schedules?status=pending_approval", kSchedulesMax));
  for (const auto& schedule : page.items) {
    waiting.push_back({.kind = "schedule",
                       .id = schedule.id,
                       .name = schedule.name,
                       .text = "risk " + schedule.risk_level,
                       .digest = schedule.digest,
                       .since = schedule.updated_at});
  }
  return {};
}

std::string kind_of(const usecases::PromptView& prompt) {
  if (prompt.kind == "ring_gate") return "ring";
  return prompt.kind == "gate" ? "gate" : "person";
}

Result<void> add_batch(const ServiceApi& api, const store::BatchHead& head,
                       std::vector<Waiting>& waiting) {
  if (head.state.status == engine::BatchStatus::kPendingApproval) {
    waiting.push_back({.kind = "launch",
                       .id = head.id,
                       .name = head.name,
                       .text = "the launch",
                       .digest = head.digest,
                       .since = head.created_at});
    return {};
  }
  if (engine::has_ended(head.state.status)) return {};
  FETTLE_TRY(detail, api.read<usecases::BatchDetail>("/batches/" + head.id));
  for (const auto& prompt : detail.prompts) {
    waiting.push_back({.kind = kind_of(prompt),
                       .id = head.id,
                       .name = head.name,
                       .target = prompt.target_label,
                       .session = prompt.session_id,
                       .stage = prompt.stage,
                       .step = prompt.step,
                       .text = prompt.text,
                       .since = prompt.since});
  }
  return {};
}

}  // namespace

Result<std::vector<Waiting>> list_waiting(const ServiceApi& api) {
  std::vector<Waiting> waiting;
  FETTLE_TRY_VOID(add_schedules(api, waiting));
  FETTLE_TRY(batches, batches_of(api));
  for (const auto& head : batches.heads) FETTLE_TRY_VOID(add_batch(api, head, waiting));
  // Short among all that can be meant: schedules that wait, and batches.
  std::vector<std::string> ids;
  for (const auto& one : waiting) {
    if (std::ranges::find(ids, one.id) == ids.end()) ids.push_back(one.id);
  }
  const auto shortened = short_ids(ids);
  for (auto& one : waiting) {
    const auto at = std::ranges::find(ids, one.id) - ids.begin();
    one.short_id = shortened[static_cast<std::size_t>(at)];
  }
  return waiting;
}

}  // namespace fettle::cli
