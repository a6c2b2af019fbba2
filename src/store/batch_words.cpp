#include "store/batch_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/json.hpp"

namespace fettle::store {
namespace {

struct WordRow {
  std::string id;
  std::string batch_id;
  std::string session_id;
  std::string word;
  std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(WordRow, (), (id, batch_id, session_id, word, version))

/// What the column `word` holds.
struct Said {
  std::string word;
  std::optional<ports::WordAudit> audit;
};
BOOST_DESCRIBE_STRUCT(Said, (), (word, audit))

struct AnswerRow {
  bool heard = false;
  std::string refused_code;
  std::string refused_message;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (heard, refused_code, refused_message))

constexpr std::string_view kNobody =
    "the process that carries the batch out did not answer in time; look again before retrying";

Result<void> answer_of(const std::optional<AnswerRow>& row) {
  if (!row) return fail(ErrorCode::kBusy, std::string(kNobody));
  if (row->heard) return {};
  if (row->refused_code.empty()) return fail(ErrorCode::kBusy, std::string(kNobody));
  const auto known = error_codes();
  const auto code = std::ranges::find(known, row->refused_code, &ErrorCodeRow::name);
  return fail(code == known.end() ? ErrorCode::kConflict : code->code, row->refused_message);
}

}  // namespace

Result<void> add_word(Connection& connection, const BatchWord& word) {
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY_VOID(connection.run(
      "insert into batch_words (id, batch_id, session_id, word, version, until) values (?, ?, ?, "
      "?, ?, ?)",
      word.id, word.batch_id, word.session_id, to_canonical_json(Said{word.word, word.audit}),
      word.version, now + kWordLength));
  return {};
}

Result<std::vector<BatchWord>> waiting_words(Connection& connection) {
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY(rows, connection.all<WordRow>(
                       "select id, batch_id, session_id, word, version from batch_words where "
                       "heard = 0 and refused_code = '' and until > ? order by id limit 1000",
                       now));
  std::vector<BatchWord> words;
  for (auto& row : rows) {
    // One that another version wrote otherwise is empty here, and refused by whoever reads it.
    auto said = from_json<Said>(row.word).value_or(Said{});
    words.push_back({std::move(row.id), std::move(row.batch_id), std::move(row.session_id),
                     std::move(said.word), row.version, std::move(said.audit)});
  }
  return words;
}

Result<void> refuse_word(Connection& connection, const Lease& lease, std::string_view word,
                         const Error& why) {
  FETTLE_TRY_VOID(connection.run(
      "update batch_words set refused_code = ?, refused_message = ? where id = ? and heard = 0 and "
      "exists (select 1 from batches b where b.id = ? and b.lease_number = ? and b.lease_owner <> "
      "'')",
      row(why.code).name, why.message, word, lease.batch, lease.number));
  return {};
}

Result<void> word_answer(Connection& connection, std::string_view word) {
  FETTLE_TRY(
      row, connection.find<AnswerRow>(
               "select heard, refused_code, refused_message from batch_words where id = ?", word));
  return answer_of(row);
}

Result<void> take_word_back(Connection& connection, std::string_view word) {
  FETTLE_TRY(row, connection.find<AnswerRow>("delete from batch_words where id = ? returning "
                                             "heard, refused_code, refused_message",
                                             word));
  return answer_of(row);
}

Result<void> remove_late_words(Connection& connection) {
  FETTLE_TRY(now, database_now(connection));
  FETTLE_TRY_VOID(connection.run("delete from batch_words where until < ?", now - kWordLength));
  return {};
}

}  // namespace fettle::store
