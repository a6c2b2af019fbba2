// What the scenarios of a session are told with: steps, and a story that holds one session, its
// world and its clock. For the tests of this folder only: session_test.cpp,
// session_people_test.cpp, session_whole_test.cpp, session_only_if_test.cpp,
// session_held_test.cpp.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_name.hpp"
#include "core/engine/session.hpp"

namespace fettle::engine {

inline Attribution by_ann() { return {.by = command_line("ann")}; }

using flow::Ending;
using std::chrono::hours;
using std::chrono::seconds;
using enum SessionStatus;

inline constexpr Instant kStart{1'772'323'200'000};

// --- steps that the stories are told with --------------------------------------------------------

inline flow::Step step_of(flow::StepBody body) {
  flow::Step step;
  step.title = "a step";
  step.body = std::move(body);
  return step;
}

/// A change that needs no approval.
inline flow::Step tool() {
  auto step = step_of(flow::CustomTool{.command = {"change it"}, .timeout = seconds(60)});
  step.requires_approval.emplace(false);
  return step;
}

inline flow::Step gated_tool() {
  auto step = tool();
  step.requires_approval->value = true;
  return step;
}

inline flow::Step idempotent_tool() {
  auto step = tool();
  step.idempotent = true;
  return step;
}

inline flow::Step tool_with_retry() {
  auto step = tool();
  step.retries = 1;
  step.retry_delay = seconds(20);
  return step;
}

inline flow::Step optional_tool() {
  auto step = tool();
  step.continue_on_error = true;
  return step;
}

inline flow::Step check() { return step_of(flow::Validate{.checks = {{"look"}}}); }
inline flow::Step wait() { return step_of(flow::Wait{seconds(30)}); }
inline flow::Step task() { return step_of(flow::Task{}); }
inline flow::Step message() { return step_of(flow::Notify{.message = {"hello"}}); }

inline flow::Step poll() { return step_of(flow::WaitUntil{{"ready"}, seconds(60), seconds(10)}); }

inline flow::Step titled(flow::Step step, std::string title) {
  step.title = std::move(title);
  return step;
}

inline flow::Step question(std::vector<flow::Question::Option> options) {
  return step_of(flow::Question{.prompt = {"which?"}, .options = std::move(options)});
}

// --- a story: one session, its world and its clock -----------------------------------------------

class Story {
 public:
  // What it is about.
  flow::Flow flow;
  SessionContext context{.session_id = "s1"};
  SessionState state;
  Instant now = kStart;

  // What happened last, and what has happened so far.
  SessionDecision last;
  StartOrder order;  ///< the last that was given
  std::vector<std::string> orders;
  std::set<std::pair<SessionStatus, SessionCause>> session_rows;
  std::set<std::pair<StepStatus, StepCause>> step_rows;

  void begin(std::vector<flow::Step> steps) {
    flow.steps = std::move(steps);
    on(StartSession{});
  }

  void on(const SessionInput& event) {
    context.flow = &flow;
    auto decision = advance(state, event, context, now);
    ASSERT_TRUE(decision) << decision.error().message;
    last = *std::move(decision);
    state = last.state;
    for (const auto& row : last.session_moves) session_rows.emplace(row.from, row.cause);
    for (const auto& row : last.step_moves) step_rows.emplace(row.from, row.cause);
    if (const auto* given = asked<StartOrder>()) {
      order = *given;
      orders.push_back(given->order.id);
    }
  }

  void refuses(const SessionInput& event) {
    context.flow = &flow;
    const auto decision = advance(state, event, context, now);
    ASSERT_FALSE(decision) << "a session that is " << enum_name(state.status) << " took it";
    EXPECT_EQ(decision.error().code, ErrorCode::kConflict);
  }

  void ends(flow::CommandResult result) { on(OrderEnded{order.order.id, std::move(result)}); }
  void exits(int status) { ends({.ending = Ending::kExited, .exit_status = status}); }
  void goes_well() { exits(0); }
  void fails() { exits(1); }
  void is_lost() { ends({.ending = Ending::kUnknown, .message = "no answer"}); }
  void has_no_link() { ends({.ending = Ending::kUnreachable, .message = "refused"}); }
  void approve() { on(AnswerGate{true, by_ann()}); }
  void reject() { on(AnswerGate{false, by_ann()}); }
  void answer(flow::Answered::Mark mark, std::string text = {}) {
    on(AnswerPerson{{mark, std::move(text)}, by_ann()});
  }
  void snapshot_is_taken() {
    ASSERT_TRUE(state.snapshot);
    on(OrderEnded{state.snapshot->order.id, {.ending = Ending::kExited}});
  }
  /// The timer rings when it is due.
  void timer_rings() {
    ASSERT_TRUE(state.current.timer);
    now = state.current.timer->at;
    on(SessionTimerDue{});
  }

  template <class Effect>
  const Effect* asked() const {
    for (const auto& effect : last.effects) {
      if (const auto* found = std::get_if<Effect>(&effect)) return found;
    }
    return nullptr;
  }
  bool told(EventKind kind) const {
    return std::ranges::any_of(last.events, [&](const auto& o) { return engine::kind(o) == kind; });
  }
  void expect(SessionStatus session, StepStatus step) const {
    EXPECT_EQ(enum_name(state.status), enum_name(session));
    EXPECT_EQ(enum_name(state.current.status), enum_name(step));
  }
  void expect_reason(std::string_view part) const {
    EXPECT_NE(state.reason.find(part), std::string::npos) << state.reason;
  }
};

struct Scenario {
  const char* name;
  void (*tell)(Story&);
};

inline void PrintTo(const Scenario& scenario, std::ostream* out) { *out << scenario.name; }

/// Gates, and steps that people do.
const std::vector<Scenario>& people_scenarios();
/// Modes, re-checks, snapshots, rollback; and restarts.
const std::vector<Scenario>& whole_scenarios();
const std::vector<Scenario>& restart_scenarios();
/// Steps that are begun only if their target says so.
const std::vector<Scenario>& only_if_scenarios();
/// Orders that may not be given by the process that has the session.
const std::vector<Scenario>& held_scenarios();

}  // namespace fettle::engine
