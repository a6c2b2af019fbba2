#include "core/flow/flow_texts.hpp"

#include "core/flow/step_texts.hpp"

namespace fettle::flow {
namespace {

void read_step(const Step& step, const std::function<void(const FlowText&)>& read) {
  read({step.title, TextKind::kPlain, step.heading, &step});
  read({step.prose, TextKind::kPlain, step.heading, &step});
  read_texts(step, [&](const std::string& text, Span place, TextKind kind) {
    read({text, kind, place == Span() ? step.heading : place, &step});
  });
}

}  // namespace

void read_texts(const Flow& flow, const std::function<void(const FlowText&)>& read) {
  read({flow.name, TextKind::kPlain, {}, nullptr});
  read({flow.description, TextKind::kPlain, {}, nullptr});
  for (const auto& step : flow.steps) read_step(step, read);
  for (const auto& step : flow.rollback) read_step(step, read);
  for (const auto& note : flow.notes) {
    read({note.title, TextKind::kPlain, {}, nullptr});
    read({note.text, TextKind::kPlain, {}, nullptr});
  }
}

}  // namespace fettle::flow
