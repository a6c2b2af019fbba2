#include "usecases/batches/step_view.hpp"

#include <variant>

#include "base/enum_name.hpp"
#include "usecases/flows/flow_json.hpp"

namespace fettle::usecases {
namespace {

TaskView view_of(const flow::Task& task) {
  TaskView view{.kind = std::string(enum_name(task.activity)),
                .estimated_minutes = {},
                .expected_outcome = task.expected_outcome.value,
                .verification = {},
                .checklist = {},
                .reference_url = task.reference_url,
                .fallback = {}};
  if (task.estimated) view.estimated_minutes = task.estimated->count();
  if (task.verification) {
    view.verification = VerificationView{task.verification->prompt,
                                         std::string(enum_name(task.verification->type))};
  }
  for (const auto& item : task.checklist) view.checklist.push_back(item.value);
  for (const auto& other : task.fallback) {
    view.fallback.push_back({other.title, std::string(enum_name(other.kind)), other.instructions});
  }
  return view;
}

StepView view_of(const flow::Step& step, bool is_manual) {
  const bool runs = flow::effect(step) != flow::Effect::kNone;
  StepView view{.title = step.title,
                .type = std::string(flow::type_name(step)),
                .prose = step.prose,
                .texts = texts_of(step),
                .by_hand = flow::is_by_hand(step) || (is_manual && runs),
                .task = {},
                .options = {}};
  if (const auto* task = std::get_if<flow::Task>(&step.body)) view.task = view_of(*task);
  if (const auto* question = std::get_if<flow::Question>(&step.body)) {
    for (const auto& option : question->options) view.options.push_back(option.label);
  }
  return view;
}

}  // namespace

std::vector<StepView> steps_of(const std::vector<flow::Step>& steps, const fleet::Server& server) {
  const bool is_manual = server.transport == fleet::TransportKind::kManual;
  std::vector<StepView> views;
  views.reserve(steps.size());
  for (const auto& step : steps) views.push_back(view_of(step, is_manual));
  return views;
}

}  // namespace fettle::usecases
