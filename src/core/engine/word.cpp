#include "core/engine/word.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <type_traits>
#include <utility>

#include "base/json.hpp"

namespace fettle::flow {

using Mark = Answered::Mark;
BOOST_DESCRIBE_ENUM(Mark, kDone, kDoneWithIssues, kSkipped, kFailed)
BOOST_DESCRIBE_STRUCT(Answered, (), (mark, text))

}  // namespace fettle::flow

namespace fettle::engine {

BOOST_DESCRIBE_STRUCT(AnswerLaunch, (), (approved, by))
BOOST_DESCRIBE_STRUCT(AnswerBatchGate, (), (approved, by))
BOOST_DESCRIBE_STRUCT(PauseBatch, (), (by))
BOOST_DESCRIBE_STRUCT(UnpauseBatch, (), (by))
BOOST_DESCRIBE_STRUCT(CancelBatch, (), (reason))
BOOST_DESCRIBE_STRUCT(ContinueBatch, (), (by))

BOOST_DESCRIBE_STRUCT(AnswerGate, (), (approved, by))
BOOST_DESCRIBE_STRUCT(AnswerPerson, (), (answer, by))
BOOST_DESCRIBE_STRUCT(PauseSession, (), ())
BOOST_DESCRIBE_STRUCT(UnpauseSession, (), ())
BOOST_DESCRIBE_STRUCT(CancelSession, (), (reason))
BOOST_DESCRIBE_STRUCT(ReopenSession, (), (reason))
BOOST_DESCRIBE_STRUCT(RollBackSession, (), (reason))
using ResolvedAs = ResolveStep::As;
BOOST_DESCRIBE_ENUM(ResolvedAs, kSkipped, kDone)
BOOST_DESCRIBE_STRUCT(ResolveStep, (), (as, reason))
BOOST_DESCRIBE_STRUCT(SkipSession, (), (reason))

namespace {

using BatchWord = std::variant<AnswerLaunch, AnswerBatchGate, PauseBatch, UnpauseBatch, CancelBatch,
                               ContinueBatch>;
using SessionWord =
    std::variant<AnswerGate, AnswerPerson, PauseSession, UnpauseSession, CancelSession,
                 ReopenSession, RollBackSession, ResolveStep, SkipSession>;

template <class Word, class Input>
std::string encode(const Input& input) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (std::is_constructible_v<Word, decltype(one)>) {
          return to_canonical_json(Word(one));
        } else {
          return {};
        }
      },
      input);
}

template <class Input>
std::vector<std::string*> typed(Input& input) {
  std::vector<std::string*> texts;
  std::visit(
      [&](auto& word) {
        if constexpr (requires { word.reason; }) texts.push_back(&word.reason);
        if constexpr (requires { word.by.comment; }) texts.push_back(&word.by.comment);
        if constexpr (requires { word.answer.text; }) texts.push_back(&word.answer.text);
      },
      input);
  return texts;
}

template <class Word, class Input>
Result<Input> read(std::string_view text) {
  FETTLE_TRY(word, from_json<Word>(text));
  return std::visit([](auto& one) { return Input(std::move(one)); }, word);
}

}  // namespace

std::string encode_word(const BatchInput& input) { return encode<BatchWord>(input); }
std::string encode_word(const SessionInput& input) { return encode<SessionWord>(input); }

std::vector<std::string*> texts_of(BatchInput& input) { return typed(input); }
std::vector<std::string*> texts_of(SessionInput& input) { return typed(input); }

Result<BatchInput> read_batch_word(std::string_view text) {
  return read<BatchWord, BatchInput>(text);
}
Result<SessionInput> read_session_word(std::string_view text) {
  return read<SessionWord, SessionInput>(text);
}

}  // namespace fettle::engine
