// What the hostile texts are put together from.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace fettle::bench {

/// What a plan's texts leave of its 1 MiB for the attack.
inline constexpr std::size_t kRoom = (std::size_t{1} << 20U) - 1000;

/// A block of YAML holds that many values, keys included (kYamlNodesMax), less a few.
inline constexpr std::size_t kValues = 49'900;

/// `piece` over and over, in at most `room` bytes, at most `count` times.
inline std::string fill(std::string_view piece, std::size_t room = kRoom,
                        std::size_t count = std::string::npos) {
  std::string text;
  for (; count > 0 && text.size() + piece.size() <= room; --count) text += piece;
  return text;
}

/// As many numbered pieces as fit, at most `count`.
inline std::string number(const std::function<std::string(std::size_t)>& piece,
                          std::size_t room = kRoom, std::size_t count = std::string::npos) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const auto next = piece(i);
    if (text.size() + next.size() > room) break;
    text += next;
  }
  return text;
}

inline std::string step(std::size_t number, std::string_view yaml) {
  return "### Step " + std::to_string(number) + ": s" + std::to_string(number) + "\n```yaml\n" +
         std::string(yaml) + "\n```\n";
}

/// A good plan with `front` in its front matter, `prose` as description and `steps`.
inline std::string plan(std::string_view front, std::string_view prose, std::string_view steps) {
  std::string text = "---\nsubject: os\nrisk_level: low\n";
  text.append(front).append("\n---\n# Plan\n\n").append(prose).append("\n\n## Steps\n\n");
  return text.append(steps);
}

inline std::string plan_of_front(std::string_view front) {
  return plan(front, "", step(1, "type: wait\nseconds: 1"));
}

inline std::string plan_of_prose(std::string_view prose) {
  return plan("", prose, step(1, "type: wait\nseconds: 1"));
}

inline std::string plan_of_step(std::string_view yaml, std::string_view front = "") {
  return plan(front, "", step(1, yaml));
}

}  // namespace fettle::bench
