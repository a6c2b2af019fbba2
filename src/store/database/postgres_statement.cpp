#include "store/database/postgres_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstring>
#include <type_traits>

#include "base/utf8.hpp"
#include "store/database/placeholders.hpp"
#include "store/database/postgres_error.hpp"

namespace fettle::store {
namespace {

// pg_type.dat of PostgreSQL: these never change.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kName = 19;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kFloat8 = 701;
constexpr Oid kVarchar = 1043;
constexpr std::array kReadable{kBool, kBytea, kName, kInt8, kInt2, kInt4, kText, kFloat8, kVarchar};

constexpr std::size_t kMaxKept = 500;
constexpr int kBinary = 1;

template <std::integral T>
T network_order(T number) {
  return std::endian::native == std::endian::little ? std::byteswap(number) : number;
}

template <std::integral T>
T read_number(const char* bytes) {
  T number{};
  std::memcpy(&number, bytes, sizeof number);
  return network_order(number);
}

constexpr std::string_view kReplacement = "\uFFFD";

bool fit(const std::vector<Oid>& prepared, const std::vector<Oid>& given) {
  return std::ranges::equal(prepared, given,
                            [](Oid has, Oid wanted) { return wanted == 0 || has == wanted; });
}

}  // namespace

std::string repair(std::string_view text) {
  std::string repaired;
  while (!text.empty()) {
    const auto sound = text.substr(0, std::min(utf8::find_invalid(text), text.find('\0')));
    repaired += sound;
    text.remove_prefix(sound.size());
    if (text.empty()) break;
    repaired += kReplacement;
    text.remove_prefix(1);
  }
  return repaired;
}

bool is_storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos &&
         utf8::find_invalid(text) == std::string_view::npos;
}

PostgresValues::PostgresValues(std::span<const Value> values) : formats_(values.size(), kBinary) {
  bytes_.reserve(values.size());
  lengths_.reserve(values.size());
  types_.reserve(values.size());
  numbers_.reserve(values.size());  // views into it must stay
  const auto add_number = [&](Oid type, std::int64_t bits) {
    const auto& number = numbers_.emplace_back(std::bit_cast<Number>(network_order(bits)));
    add(type, {number.data(), number.size()});
  };
  for (const auto& value : values) {
    std::visit(
        [&]<class T>(const T& bound) {
          if constexpr (std::is_same_v<T, std::int64_t>) {
            add_number(kInt8, bound);
          } else if constexpr (std::is_same_v<T, double>) {
            add_number(kFloat8, std::bit_cast<std::int64_t>(bound));
          } else if constexpr (std::is_same_v<T, std::string_view>) {
            add_text(bound);
          } else if constexpr (std::is_same_v<T, BlobView>) {
            add(kBytea, bound.bytes);
          } else {
            bytes_.push_back(nullptr);
            lengths_.push_back(0);
            types_.push_back(0);
          }
        },
        value);
  }
}

/// A null pointer would be NULL, but a view of nothing is an empty text.
void PostgresValues::add(Oid type, std::string_view bytes) {
  bytes_.push_back(bytes.data() == nullptr ? "" : bytes.data());
  lengths_.push_back(static_cast<int>(bytes.size()));
  types_.push_back(type);
}

void PostgresValues::add_text(std::string_view text) {
  if (is_storable(text)) return add(kText, text);
  add(kText, *repaired_.emplace_back(std::make_unique<std::string>(repair(text))));
}

const std::string* PostgresStatements::find(std::string_view sql,
                                            const PostgresValues& values) const {
  const auto found = kept_.find(sql);
  if (found == kept_.end()) return nullptr;
  for (const auto& prepared : found->second) {
    if (fit(prepared.types, values.types())) return &prepared.name;
  }
  return nullptr;
}

Result<std::string> PostgresStatements::prepare(std::string_view sql,
                                                const PostgresValues& values) {
  const auto numbered = number_placeholders(sql);
  if (numbered.values != values.count()) {
    return fail(ErrorCode::kInternal, fmt::format("a statement for {} values was given {}: {}",
                                                  numbered.values, values.count(), sql));
  }
  auto name = count_ < kMaxKept ? fmt::format("s{}", count_) : std::string();
  const PostgresResult result(pq().prepare(connection_, name.c_str(), numbered.sql.c_str(),
                                           values.count(), values.types().data()));
  if (pq().result_status(result.get()) != PGRES_COMMAND_OK) {
    auto error = postgres_error(connection_, result.get(), name_);
    error.detail += fmt::format(", in: {}", sql);
    return std::unexpected(std::move(error));
  }
  if (!name.empty()) {
    kept_[std::string(sql)].push_back({name, values.types()});
    ++count_;
  }
  return name;
}

void PostgresStatements::forget(PGconn* connection) {
  connection_ = connection;
  kept_.clear();
  count_ = 0;
}

Result<void> PostgresCursor::check_types() const {
  for (int column = 0; column < pq().column_count(result_.get()); ++column) {
    const auto type = pq().column_type(result_.get(), column);
    if (std::ranges::find(kReadable, type) != kReadable.end()) continue;
    return fail(ErrorCode::kInternal,
                fmt::format("the column \"{}\" of a query has the type {}, which is not read: cast "
                            "it to bigint, text or double precision",
                            pq().column_name(result_.get(), column), type));
  }
  return {};
}

std::size_t PostgresCursor::column_count() const {
  return static_cast<std::size_t>(pq().column_count(result_.get()));
}

std::string_view PostgresCursor::column_name(std::size_t column) const {
  return pq().column_name(result_.get(), static_cast<int>(column));
}

Value PostgresCursor::value(std::size_t column) const {
  const auto place = static_cast<int>(column);
  if (pq().is_null(result_.get(), row_, place) == 1) return {};
  const char* bytes = pq().value(result_.get(), row_, place);
  const std::string_view all(bytes,
                             static_cast<std::size_t>(pq().length(result_.get(), row_, place)));
  switch (pq().column_type(result_.get(), place)) {
    case kBool:
      return std::int64_t{bytes[0] != 0 ? 1 : 0};
    case kInt2:
      return std::int64_t{read_number<std::int16_t>(bytes)};
    case kInt4:
      return std::int64_t{read_number<std::int32_t>(bytes)};
    case kInt8:
      return read_number<std::int64_t>(bytes);
    case kFloat8:
      return std::bit_cast<double>(read_number<std::int64_t>(bytes));
    case kBytea:
      return BlobView{all};
    default:
      return all;
  }
}

}  // namespace fettle::store
