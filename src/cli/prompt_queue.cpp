#include "cli/prompt_queue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

#include "cli/step_shown.hpp"
#include "cli/view/grouped_outputs.hpp"
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

const flow::Step& step_in(const flow::Flow& flow, const Question& question) {
  const auto& steps =
      question.stage == engine::SessionStage::kRollback ? flow.rollback : flow.steps;
  return steps[static_cast<std::size_t>(question.step)];
}

constexpr std::size_t kNamesShown = 8;

/// One paragraph for each form that the step has, with the targets that get it.
std::string name_variant(const AlikeTexts::Group& group, const std::vector<std::string>& labels) {
  return fmt::format("  {}\n{}", shown(name_some(group.members, labels, kNamesShown)), group.text);
}

bool wants_words(const flow::Step& step) {
  using Type = flow::Task::Verification::Type;
  const auto* task = std::get_if<flow::Task>(&step.body);
  return task != nullptr && task->verification && task->verification->type == Type::kTextInput;
}

engine::Attribution by(const std::string& person, const std::string& comment) {
  return {.by = engine::command_line(person), .comment = comment};
}

}  // namespace

PromptQueue::PromptQueue(const flow::Flow& flow, FlowOf flow_of, std::vector<std::string> labels,
                         Consent consent, const Console& console)
    : flow_(flow),
      flow_of_(std::move(flow_of)),
      labels_(std::move(labels)),
      consent_(consent),
      console_(console) {}

std::optional<Answer> PromptQueue::put(Question question) {
  const bool human_gate = question.kind == Question::Kind::kStepGate &&
                          std::holds_alternative<flow::HumanGate>(step_in(flow_, question).body);
  const bool consented =
      consent_ == Consent::kEverything || (consent_ == Consent::kApprovals && !human_gate);
  const auto person =
      by(console_.person, consent_ == Consent::kEverything ? "--yes-gates" : "--yes");
  if (consented && question.kind == Question::Kind::kStepGate) {
    return Answer{std::move(question), engine::AnswerGate{true, person}};
  }
  if (consented && question.kind == Question::Kind::kRingGate) {
    return Answer{std::move(question), engine::AnswerBatchGate{true, person}};
  }
  const auto let_go = std::ranges::find_if(
      standing_, [&](const Standing& standing) { return same_place(standing.place, question); });
  if (let_go != standing_.end()) {
    return Answer{std::move(question), engine::AnswerGate{true, let_go->by}};
  }
  withdraw(question.session);
  open_.push_back(std::move(question));
  return std::nullopt;
}

void PromptQueue::withdraw(const std::string& session) {
  std::erase_if(open_, [&](const Question& q) { return q.session == session; });
}

// --- asking -----------------------------------------------------------------------------------

std::string PromptQueue::prompt() {
  remark_.clear();
  if (open_.empty()) return {};
  const auto& first = open_.front();
  if (confirming_ && shown_ == first) return ask_confirmation();
  confirming_.reset();
  shown_ = first;
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
  if (first.kind == Question::Kind::kByHand) return ask_by_hand(step, std::move(text));
  text += fmt::format(" waits ({})\n{}", shown(first.reason), show_step(step));
  const auto all = labels_.size() > 1 ? fmt::format(", [a]ll {} targets", labels_.size()) : "";
  return text + fmt::format("[y]es, [n]o{}{}, then a comment if you like: ", all,
                            alike > 1 ? ", [r]eject all that wait" : "");
}

std::string PromptQueue::ask_by_hand(const flow::Step& step, std::string text) const {
  text += "\n" + show_step(step);
  if (std::holds_alternative<flow::Question>(step.body)) {
    return text + "Answer with its number, or [s]kip and why: ";
  }
  return text + "[d]one, done with [i]ssues, [s]kipped and why, [f]ailed, then a note: ";
}

/// By position, the text of the step that each target would get.
std::vector<std::string> PromptQueue::variants_of(const Question& question) const {
  std::vector<std::string> texts;
  std::shared_ptr<const flow::Flow> last;
  for (int position = 0; position < static_cast<int>(labels_.size()); ++position) {
    auto flow = flow_of_(position);
    const bool same = last == flow && !texts.empty();
    texts.push_back(same ? texts.back() : show_step(step_in(*flow, question)));
    last = std::move(flow);
  }
  return texts;
}

/// Who lets all targets go has seen what each of them gets.
std::string PromptQueue::ask_confirmation() const {
  AlikeTexts variants;
  const auto texts = variants_of(*shown_);
  for (std::size_t i = 0; i < texts.size(); ++i) variants.add(static_cast<int>(i), {texts[i]});
  std::string text;
  for (const auto& group : variants.groups()) text += name_variant(group, labels_);
  return text + fmt::format("Step {} of all {} targets as shown: [y]es or [n]o: ", shown_->step + 1,
                            labels_.size());
}

// --- answers ----------------------------------------------------------------------------------

std::vector<Answer> PromptQueue::answer(const std::string& line) {
  if (open_.empty() || !shown_) return {};
  if (open_.front() != *shown_) {
    // What the person read has settled itself meanwhile; their word is not for another question.
    confirming_.reset();
    return no_answer("That question has settled itself meanwhile; this is another one.");
  }
  if (confirming_) return answer_confirmation(line);
  return open_.front().kind == Question::Kind::kByHand ? answer_by_hand(line) : answer_gate(line);
}

std::vector<Answer> PromptQueue::no_answer(std::string remark) {
  remark_ = std::move(remark);
  return {};
}

std::vector<Answer> PromptQueue::answer_gate(const std::string& line) {
  const auto [word, comment] = split(line);
  const auto person = by(console_.person, comment);
  const bool of_step = open_.front().kind == Question::Kind::kStepGate;
  if (word == "y" || word == "yes") return close_prompts({true, person}, Scope::kThis);
  if (word == "n" || word == "no") return close_prompts({false, person}, Scope::kThis);
  if (of_step && (word == "r" || word == "reject")) {
    return close_prompts({false, person}, Scope::kAllThatWait);
  }
  if (of_step && labels_.size() > 1 && (word == "a" || word == "all")) {
    return approve_all(comment);
  }
  return no_answer("That is not an answer here.");
}

std::vector<Answer> PromptQueue::approve_all(const std::string& comment) {
  const auto texts = variants_of(open_.front());
  if (std::ranges::adjacent_find(texts, std::ranges::not_equal_to()) == texts.end()) {
    confirming_ = comment;
    return answer_confirmation("yes");
  }
  confirming_ = comment;
  return {};
}

std::vector<Answer> PromptQueue::answer_confirmation(const std::string& line) {
  const auto word = split(line).first;
  if (word == "n" || word == "no") {
    confirming_.reset();
    return {};
  }
  if (word != "y" && word != "yes") return no_answer("Answer with yes or no.");
  const auto comment = *std::exchange(confirming_, std::nullopt);
  const auto person = by(console_.person, comment.empty() ? "for all targets at this step"
                                                          : comment + " (all targets)");
  standing_.push_back({open_.front(), person});
  return close_prompts({true, person}, Scope::kAllThatWait);
}

std::vector<Answer> PromptQueue::close_prompts(engine::AnswerGate word, Scope scope) {
  const auto first = open_.front();
  std::vector<Answer> answers;
  std::deque<Question> left;
  for (auto& question : open_) {
    const bool is_meant =
        answers.empty() || (scope == Scope::kAllThatWait && same_place(question, first));
    if (!is_meant) {
      left.push_back(std::move(question));
    } else if (question.kind == Question::Kind::kRingGate) {
      answers.push_back({std::move(question), engine::AnswerBatchGate{word.approved, word.by}});
    } else {
      answers.push_back({std::move(question), word});
    }
  }
  open_ = std::move(left);
  shown_.reset();
  return answers;
}

std::vector<Answer> PromptQueue::answer_by_hand(const std::string& line) {
  using Mark = flow::Answered::Mark;
  const auto [word, note] = split(line);
  flow::Answered answered{Mark::kDone, note};
  const auto* question = std::get_if<flow::Question>(&step_in(flow_, open_.front()).body);
  if (word == "s" || word == "skip" || word == "skipped") {
    if (note.empty()) return no_answer("Say why it is skipped: s, then the reason.");
    answered.mark = Mark::kSkipped;
  } else if (question != nullptr) {
    std::size_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    if (number < 1 || number > question->options.size()) {
      return no_answer("That is not an answer here.");
    }
    answered.text = question->options[number - 1].label;
  } else if (word == "i" || word == "issues") {
    if (note.empty()) return no_answer("Say which issues: i, then what is wrong.");
    answered.mark = Mark::kDoneWithIssues;
  } else if (word == "f" || word == "failed") {
    answered.mark = Mark::kFailed;
  } else if (word != "d" && word != "done") {
    return no_answer("That is not an answer here.");
  }
  const bool is_done = answered.mark == Mark::kDone || answered.mark == Mark::kDoneWithIssues;
  if (is_done && note.empty() && wants_words(step_in(flow_, open_.front()))) {
    return no_answer("It is to be verified in words: d, then what you found.");
  }
  Answer answer{std::move(open_.front()), engine::AnswerPerson{answered, by(console_.person, {})}};
  open_.pop_front();
  shown_.reset();
  return {std::move(answer)};
}

}  // namespace fettle::cli
