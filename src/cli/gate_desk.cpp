#include "cli/gate_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <utility>

#include "cli/view/safe_text.hpp"

namespace fettle::cli {
namespace {

bool same_place(const Question& a, const Question& b) {
  return a.kind == b.kind && a.stage == b.stage && a.step == b.step;
}

/// The first word of a line in lower case, and the rest without blanks around it.
std::pair<std::string, std::string> split(const std::string& line) {
  const auto begin = line.find_first_not_of(" \t");
  if (begin == std::string::npos) return {};
  const auto end = std::min(line.find_first_of(" \t", begin), line.size());
  auto word = line.substr(begin, end - begin);
  std::ranges::transform(word, word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  const auto rest = std::min(line.find_first_not_of(" \t", end), line.size());
  return {word, line.substr(rest)};
}

std::string shown(std::string_view text) { return safe_line(text, Charset::kUtf8); }

std::string lines(std::string_view text, std::string_view mark) {
  std::string shown;
  for (const auto& line : safe_lines(text, Charset::kUtf8)) {
    shown += fmt::format("{}{}\n", mark, line);
  }
  return shown;
}

const flow::Step& step_in(const flow::Flow& flow, const Question& question) {
  const auto& steps =
      question.stage == engine::SessionStage::kRollback ? flow.rollback : flow.steps;
  return steps[static_cast<std::size_t>(question.step)];
}

/// What a person needs to know of the step, marked by its kind: prose, commands, a question.
std::string show_step(const flow::Step& step) {
  auto text = lines(step.prose, "  ");
  if (const auto* tool = std::get_if<flow::CustomTool>(&step.body)) {
    text += lines(tool->command.value, "  | ");
  } else if (const auto* recipe = std::get_if<flow::Recipe>(&step.body)) {
    if (recipe->resolved) text += lines(recipe->resolved->script, "  | ");
  } else if (const auto* gate = std::get_if<flow::HumanGate>(&step.body)) {
    text += lines(gate->message.value, "  ");
  } else if (const auto* question = std::get_if<flow::Question>(&step.body)) {
    text += lines(question->prompt.value, "  ");
    for (std::size_t i = 0; i < question->options.size(); ++i) {
      text += fmt::format("  {} {}\n", i + 1, shown(question->options[i].label));
    }
  }
  return text;
}

std::string by(const std::string& person, const std::string& comment) {
  return comment.empty() ? person : fmt::format("{}: {}", person, comment);
}

}  // namespace

GateDesk::GateDesk(const flow::Flow& flow, FlowOf flow_of, Consent consent, const Console& console)
    : flow_(flow), flow_of_(std::move(flow_of)), consent_(consent), console_(console) {}

std::optional<Answer> GateDesk::put(Question question) {
  const bool human_gate = question.kind == Question::Kind::kStepGate &&
                          std::holds_alternative<flow::HumanGate>(step_in(flow_, question).body);
  const bool consented =
      consent_ == Consent::kEverything || (consent_ == Consent::kApprovals && !human_gate);
  const auto person =
      by(console_.person, consent_ == Consent::kEverything ? "--yes-gates" : "--yes");
  if (consented && question.kind == Question::Kind::kStepGate) {
    return Answer{std::move(question), engine::GateAnswered{true, person}};
  }
  if (consented && question.kind == Question::Kind::kRingGate) {
    return Answer{std::move(question), engine::BatchGateAnswered{true, person}};
  }
  withdraw(question.session);
  open_.push_back(std::move(question));
  return std::nullopt;
}

void GateDesk::withdraw(const std::string& session) {
  std::erase_if(open_, [&](const Question& q) { return q.session == session; });
}

std::string GateDesk::prompt() const {
  if (open_.empty()) return {};
  const auto& first = open_.front();
  if (first.kind == Question::Kind::kRingGate) {
    return fmt::format("{}. Go on with the next? [y]es or [n]o, then a comment if you like: ",
                       shown(first.reason));
  }
  const auto flow = flow_of_(first.position);
  const auto& step = step_in(*flow, first);
  const auto alike =
      std::ranges::count_if(open_, [&](const auto& q) { return same_place(q, first); });
  const auto others = alike > 1 ? fmt::format(" (and {} more)", alike - 1) : std::string();
  auto text = fmt::format("{}{}: step {} \"{}\"", shown(first.target), others, first.step + 1,
                          shown(step.title));
  if (first.kind == Question::Kind::kByHand) {
    text += "\n" + show_step(step);
    const bool chooses = std::holds_alternative<flow::Question>(step.body);
    return text + (chooses ? "Answer with its number: "
                           : "[d]one, done with [i]ssues, [s]kipped, [f]ailed, then a note: ");
  }
  text += fmt::format(" waits ({})\n{}", shown(first.reason), show_step(step));
  return text + fmt::format("[y]es, [n]o{}, then a comment if you like: ",
                            alike > 1 ? ", [a]ll yes, [r]eject all" : "");
}

std::vector<Answer> GateDesk::answer(const std::string& line) {
  if (open_.empty()) return {};
  return open_.front().kind == Question::Kind::kByHand ? answer_by_hand(line) : answer_gate(line);
}

std::vector<Answer> GateDesk::answer_gate(const std::string& line) {
  const auto [word, comment] = split(line);
  if (word == "y" || word == "yes") return settle(true, false, comment);
  if (word == "n" || word == "no") return settle(false, false, comment);
  if (word == "a" || word == "all") return settle(true, true, comment);
  if (word == "r" || word == "reject") return settle(false, true, comment);
  return {};
}

std::vector<Answer> GateDesk::settle(bool approved, bool all, const std::string& comment) {
  const auto first = open_.front();
  const auto person = by(console_.person, comment);
  std::vector<Answer> answers;
  std::deque<Question> left;
  for (auto& question : open_) {
    const bool meant = answers.empty() || (all && same_place(question, first));
    if (!meant) {
      left.push_back(std::move(question));
    } else if (question.kind == Question::Kind::kRingGate) {
      answers.push_back({std::move(question), engine::BatchGateAnswered{approved, person}});
    } else {
      answers.push_back({std::move(question), engine::GateAnswered{approved, person}});
    }
  }
  open_ = std::move(left);
  return answers;
}

std::vector<Answer> GateDesk::answer_by_hand(const std::string& line) {
  using Mark = flow::Answered::Mark;
  const auto [word, note] = split(line);
  flow::Answered answered{Mark::kDone, note};
  if (const auto* question = std::get_if<flow::Question>(&step_in(flow_, open_.front()).body)) {
    std::size_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    if (number < 1 || number > question->options.size()) return {};
    answered.text = question->options[number - 1].label;
  } else if (word == "i" || word == "issues") {
    answered.mark = Mark::kDoneWithIssues;
  } else if (word == "s" || word == "skipped") {
    answered.mark = Mark::kSkipped;
  } else if (word == "f" || word == "failed") {
    answered.mark = Mark::kFailed;
  } else if (word != "d" && word != "done") {
    return {};
  }
  Answer answer{std::move(open_.front()), engine::PersonAnswered{answered, console_.person}};
  open_.pop_front();
  return {std::move(answer)};
}

}  // namespace fettle::cli
