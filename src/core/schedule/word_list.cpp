#include "core/schedule/word_list.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>

namespace fettle::schedule {

std::string join_words(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += words[i];
  }
  return text;
}

std::string ordinal(int number) {
  const int tail = number % 10;
  const bool teen = number / 10 % 10 == 1;
  const char* ending = teen || tail == 0 || tail > 3 ? "th"
                       : tail == 1                   ? "st"
                       : tail == 2                   ? "nd"
                                                     : "rd";
  return fmt::format("{}{}", number, ending);
}

std::string number_word(int number) {
  constexpr std::array kWords = {"one",   "two",   "three", "four", "five",   "six",
                                 "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  if (number < 1 || number > static_cast<int>(kWords.size())) return fmt::to_string(number);
  return kWords[static_cast<std::size_t>(number - 1)];
}

std::vector<int> members(std::uint64_t mask) {
  std::vector<int> found;
  for (; mask != 0; mask &= mask - 1) found.push_back(std::countr_zero(mask));
  return found;
}

std::vector<std::string> member_words(std::uint64_t mask,
                                      const std::function<std::string(int)>& word) {
  std::vector<std::string> parts;
  const auto found = members(mask);
  for (std::size_t i = 0; i < found.size();) {
    std::size_t last = i;
    while (last + 1 < found.size() && found[last + 1] == found[last] + 1) ++last;
    if (last < i + 2) last = i;
    parts.push_back(last == i ? word(found[i])
                              : fmt::format("{} to {}", word(found[i]), word(found[last])));
    i = last + 1;
  }
  return parts;
}

std::string list_members(std::uint64_t mask, const std::function<std::string(int)>& word) {
  return join_words(member_words(mask, word));
}

}  // namespace fettle::schedule
