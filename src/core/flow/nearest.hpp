// Which known word somebody most likely meant, for hints: `requires_aproval`.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace fettle::flow {

/// The known word nearest to `word` by edit distance, or empty when none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// "did you mean `timeout`?", or `otherwise` when no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view otherwise = {});

/// "`a`, `b` or `c`".
std::string one_of(std::span<const std::string_view> words);

}  // namespace fettle::flow
