#include "base/visible_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/utf8.hpp"

namespace fettle {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  std::string_view name;  ///< of each of them, where Unicode gives them one
};

/// What shows nothing by itself, or moves what stands around it, beyond ASCII. Sorted. Sources:
/// Unicode's Bidi_Control and Default_Ignorable_Code_Point, without what spells a letter.
constexpr std::array<Range, 41> kHidden{{
    {0x0080, 0x0084, "C1 CONTROL CHARACTER"},
    {0x0085, 0x0085, "NEXT LINE"},
    {0x0086, 0x008F, "C1 CONTROL CHARACTER"},
    {0x0090, 0x0090, "DEVICE CONTROL STRING"},
    {0x0091, 0x009A, "C1 CONTROL CHARACTER"},
    {0x009B, 0x009B, "CONTROL SEQUENCE INTRODUCER"},
    {0x009C, 0x009C, "STRING TERMINATOR"},
    {0x009D, 0x009D, "OPERATING SYSTEM COMMAND"},
    {0x009E, 0x009F, "C1 CONTROL CHARACTER"},
    {0x00AD, 0x00AD, "SOFT HYPHEN"},
    {0x034F, 0x034F, "COMBINING GRAPHEME JOINER"},
    {0x061C, 0x061C, "ARABIC LETTER MARK"},
    {0x115F, 0x1160, "HANGUL FILLER"},
    {0x17B4, 0x17B5, "KHMER INHERENT VOWEL"},
    {0x180E, 0x180E, "MONGOLIAN VOWEL SEPARATOR"},
    {0x200B, 0x200B, "ZERO WIDTH SPACE"},
    {0x200C, 0x200C, "ZERO WIDTH NON-JOINER"},
    {0x200D, 0x200D, "ZERO WIDTH JOINER"},
    {0x200E, 0x200E, "LEFT-TO-RIGHT MARK"},
    {0x200F, 0x200F, "RIGHT-TO-LEFT MARK"},
    {0x2028, 0x2028, "LINE SEPARATOR"},
    {0x2029, 0x2029, "PARAGRAPH SEPARATOR"},
    {0x202A, 0x202A, "LEFT-TO-RIGHT EMBEDDING"},
    {0x202B, 0x202B, "RIGHT-TO-LEFT EMBEDDING"},
    {0x202C, 0x202C, "POP DIRECTIONAL FORMATTING"},
    {0x202D, 0x202D, "LEFT-TO-RIGHT OVERRIDE"},
    {0x202E, 0x202E, "RIGHT-TO-LEFT OVERRIDE"},
    {0x2060, 0x2060, "WORD JOINER"},
    {0x2061, 0x2064, "INVISIBLE OPERATOR"},
    {0x2065, 0x2065, "UNASSIGNED INVISIBLE CHARACTER"},
    {0x2066, 0x2066, "LEFT-TO-RIGHT ISOLATE"},
    {0x2067, 0x2067, "RIGHT-TO-LEFT ISOLATE"},
    {0x2068, 0x2068, "FIRST STRONG ISOLATE"},
    {0x2069, 0x2069, "POP DIRECTIONAL ISOLATE"},
    {0x206A, 0x206F, "DEPRECATED FORMAT CHARACTER"},
    {0x3164, 0x3164, "HANGUL FILLER"},
    {0xFE00, 0xFE0F, "VARIATION SELECTOR"},
    {0xFEFF, 0xFEFF, "ZERO WIDTH NO-BREAK SPACE"},
    {0xFFA0, 0xFFA0, "HALFWIDTH HANGUL FILLER"},
    {0xFFF9, 0xFFFB, "INTERLINEAR ANNOTATION"},
    {0x1BCA0, 0x1BCA3, "SHORTHAND FORMAT CONTROL"},
}};
constexpr char32_t kMusicFirst = 0x1D173;  // invisible beams and slurs, to ...7A
constexpr char32_t kMusicLast = 0x1D17A;
constexpr char32_t kTagsFirst = 0xE0000;  // tags and further selectors
constexpr char32_t kTagsLast = 0xE0FFF;

constexpr std::array<std::string_view, 32> kControls{"NULL",
                                                     "START OF HEADING",
                                                     "START OF TEXT",
                                                     "END OF TEXT",
                                                     "END OF TRANSMISSION",
                                                     "ENQUIRY",
                                                     "ACKNOWLEDGE",
                                                     "BELL",
                                                     "BACKSPACE",
                                                     "TAB",
                                                     "LINE FEED",
                                                     "VERTICAL TAB",
                                                     "FORM FEED",
                                                     "CARRIAGE RETURN",
                                                     "SHIFT OUT",
                                                     "SHIFT IN",
                                                     "DATA LINK ESCAPE",
                                                     "DEVICE CONTROL ONE",
                                                     "DEVICE CONTROL TWO",
                                                     "DEVICE CONTROL THREE",
                                                     "DEVICE CONTROL FOUR",
                                                     "NEGATIVE ACKNOWLEDGE",
                                                     "SYNCHRONOUS IDLE",
                                                     "END OF TRANSMISSION BLOCK",
                                                     "CANCEL",
                                                     "END OF MEDIUM",
                                                     "SUBSTITUTE",
                                                     "ESCAPE",
                                                     "FILE SEPARATOR",
                                                     "GROUP SEPARATOR",
                                                     "RECORD SEPARATOR",
                                                     "UNIT SEPARATOR"};

constexpr char32_t kDelete = 0x7F;

bool is_broken(std::string_view point) {
  return point.size() == 1 && static_cast<unsigned char>(point[0]) >= 0x80;
}

/// Of a code point that is valid UTF-8.
char32_t decode(std::string_view point) {
  const auto lead = static_cast<unsigned char>(point[0]);
  if (point.size() == 1) return lead;
  char32_t value = lead & (0xFFU >> (point.size() + 1));
  for (const char byte : point.substr(1)) {
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return value;
}

std::string_view hidden_name(char32_t point) {
  if (point < kControls.size()) return kControls[point];
  if (point == kDelete) return "DELETE";
  if (point < 0x80) return {};
  if (point >= kTagsFirst && point <= kTagsLast) return "TAG OR SELECTOR";
  if (point >= kMusicFirst && point <= kMusicLast) return "MUSICAL FORMAT CONTROL";
  const auto* const found = std::ranges::lower_bound(kHidden, point, {}, &Range::last);
  return found != kHidden.end() && found->first <= point ? found->name : std::string_view();
}

/// The selectors of text and emoji style, each of which follows a symbol. Many in a row spell
/// something that nobody sees.
bool selects_style(char32_t point, char32_t before) {
  constexpr char32_t kSymbols = 0x2000;
  return (point == 0xFE0E || point == 0xFE0F) && before >= kSymbols && hidden_name(before).empty();
}

/// Goes through a text, one code point after the other.
class PointReader {
 public:
  explicit PointReader(std::string_view text, std::size_t begin = 0) : text_(text), next_(begin) {}

  /// Goes past what is plain, all at once.
  void pass_plain() {
    const auto size = utf8::plain_size(text_.substr(next_));
    if (size == 0) return;
    next_ += size;
    value_ = static_cast<unsigned char>(text_[next_ - 1]);
  }

  bool read() {
    if (next_ >= text_.size()) return false;
    at_ = next_;
    point_ = utf8::first(text_.substr(at_), 1);
    next_ += point_.size();
    const auto before = std::exchange(value_, is_broken(point_) ? 0 : decode(point_));
    hidden_ = is_broken(point_) || (!hidden_name(value_).empty() && !selects_style(value_, before));
    return true;
  }
  std::size_t at() const { return at_; }
  std::string_view point() const { return point_; }
  char32_t value() const { return value_; }
  bool is_hidden() const { return hidden_; }

 private:
  std::string_view text_;
  std::size_t next_ = 0;
  std::size_t at_ = 0;
  std::string_view point_;
  char32_t value_ = 0;
  bool hidden_ = false;
};

std::string notation(std::string_view point) {
  if (is_broken(point)) return fmt::format("\\x{:02x}", static_cast<unsigned char>(point[0]));
  const auto value = static_cast<std::uint32_t>(decode(point));
  if (value < kControls.size()) return {'^', static_cast<char>('@' + value)};
  return value == kDelete ? "^?" : fmt::format("\\u{{{:x}}}", value);
}

std::string json_escape(char32_t point) {
  const auto value = static_cast<std::uint32_t>(point);
  if (value < 0x10000) return fmt::format("\\u{:04x}", value);
  const auto rest = value - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
}

}  // namespace

std::optional<HiddenPoint> find_hidden(std::string_view text, std::size_t from) {
  for (PointReader reader(text, from); reader.pass_plain(), reader.read();) {
    const bool stays_so = reader.point() == "\t" || reader.point() == "\n";
    if (reader.is_hidden() && !stays_so) return HiddenPoint{reader.at(), reader.point().size()};
  }
  return std::nullopt;
}

std::string name_point(std::string_view point) {
  if (is_broken(point)) return fmt::format("the byte {:02X}", static_cast<unsigned char>(point[0]));
  const auto value = decode(point);
  const auto name = hidden_name(value);
  return fmt::format("U+{:04X}{}{}", static_cast<std::uint32_t>(value), name.empty() ? "" : " ",
                     name);
}

std::string visible_text(std::string_view text) {
  std::string shown;
  std::size_t begin = 0;
  for (auto found = find_hidden(text); found; found = find_hidden(text, begin)) {
    shown += text.substr(begin, found->begin - begin);
    shown += notation(text.substr(found->begin, found->size));
    begin = found->begin + found->size;
  }
  return shown.append(text.substr(begin));
}

std::vector<std::string> visible_points(std::string_view text) {
  std::vector<std::string> points;
  for (PointReader reader(text); reader.read();) {
    if (reader.point() == "\t") {
      points.emplace_back(" ");
    } else {
      points.push_back(reader.is_hidden() ? notation(reader.point()) : std::string(reader.point()));
    }
  }
  return points;
}

std::string visible_line(std::string_view text) {
  if (utf8::plain_size(text) == text.size()) return std::string(text);
  std::string shown;
  for (const auto& point : visible_points(text)) shown += point;
  return shown;
}

std::string visible_json(std::string json) {
  if (!find_hidden(json)) return json;
  std::string shown;
  std::size_t begin = 0;
  for (auto found = find_hidden(json); found; found = find_hidden(json, begin)) {
    const auto point = std::string_view(json).substr(found->begin, found->size);
    shown.append(json, begin, found->begin - begin);
    shown += is_broken(point) ? "\\ufffd" : json_escape(decode(point));
    begin = found->begin + found->size;
  }
  return shown.append(json, begin);
}

}  // namespace fettle
