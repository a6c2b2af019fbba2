// What somebody says to a batch or a session that is carried out, as text: for the process that
// hears it in another's stead (store/batch_words.hpp). Kept for seconds, never for later versions.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "core/engine/batch.hpp"
#include "core/engine/session.hpp"

namespace fettle::engine {

/// Only what people say; what the machines tell each other stays in their process: nothing is said
/// with it (empty).
std::string encode_word(const BatchInput& input);
std::string encode_word(const SessionInput& input);

/// What of a word a person has typed, to be changed.
std::vector<std::string*> texts_of(BatchInput& input);
std::vector<std::string*> texts_of(SessionInput& input);

/// kInvalid where `text` is no such word: another version of Fettle said it.
Result<BatchInput> read_batch_word(std::string_view text);
Result<SessionInput> read_session_word(std::string_view text);

}  // namespace fettle::engine
