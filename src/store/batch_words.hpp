// Somebody's word to a batch, on its way to the process that carries the batch out (table
// `batch_words`). That one hears it once: the word counts as heard in the transaction that stores
// what follows of it (ports::WordHeard), which names its lease. What nobody hears in time counts
// for nothing. How words are waited for is app/say_word.hpp's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/word_audit.hpp"
#include "store/database/connection.hpp"
#include "store/lease.hpp"

namespace fettle::store {

/// By the database's clock: a little longer than its speaker waits.
inline constexpr Milliseconds kWordLength = std::chrono::seconds(20);

struct BatchWord {
  std::string id;
  std::string batch_id;
  std::string session_id;  ///< empty: to the batch itself
  std::string word;        ///< of core/engine/word.hpp
  std::optional<std::int64_t> version;
  std::optional<ports::WordAudit> audit;  ///< stored with what follows of it
};

Result<void> add_word(Connection& connection, const BatchWord& word);

/// Neither heard, refused nor too late; in the order in which they were said, at most 1,000.
Result<std::vector<BatchWord>> waiting_words(Connection& connection);

/// The word changes nothing, and why. Does nothing where the lease is no longer held, or the word
/// was heard.
Result<void> refuse_word(Connection& connection, const Lease& lease, std::string_view word,
                         const Error& why);

/// What became of it. kBusy: nobody has heard it yet.
Result<void> word_answer(Connection& connection, std::string_view word);

/// Its speaker knows, or waits no longer: nobody hears it from now on. As word_answer.
Result<void> take_word_back(Connection& connection, std::string_view word);

/// Those whose speakers ended before they knew.
Result<void> remove_late_words(Connection& connection);

}  // namespace fettle::store
