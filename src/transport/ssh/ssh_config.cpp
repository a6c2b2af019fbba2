#include "transport/ssh/ssh_config.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <utility>

#include "core/fleet/text.hpp"
#include "transport/ssh/ssh_config_keywords.hpp"
#include "transport/ssh/ssh_config_values.hpp"

namespace fettle::transport {
namespace {

using fleet::quote;

enum class Pass { kFirst, kFinal };

/// HostName with %h and %%: other tokens are refused, as OpenSSH does.
Result<std::string> expand_host_name(std::string_view name, std::string_view typed) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '%') {
      result += name[i];
      continue;
    }
    const char token = ++i < name.size() ? name[i] : '\0';
    if (token != 'h' && token != '%')
      return fail(ErrorCode::kInvalid,
                  fmt::format("the SSH configuration's HostName {} has a % that is neither %h nor "
                              "%%; correct it",
                              quote(name)));
    if (token == 'h')
      result += typed;
    else
      result += '%';
  }
  return result;
}

/// A name in lower case, an address as it is usually written: known hosts are looked up by it.
std::string usual_form(const std::string& host, AddressFamily family) {
  in_addr v4{};
  if (family != AddressFamily::kIpv6 && inet_aton(host.c_str(), &v4) != 0) {
    std::array<char, INET_ADDRSTRLEN> text{};
    return inet_ntop(AF_INET, &v4, text.data(), text.size());
  }
  in6_addr v6{};
  if (family != AddressFamily::kIpv4 && inet_pton(AF_INET6, host.c_str(), &v6) == 1) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return inet_ntop(AF_INET6, &v6, text.data(), text.size());
  }
  return host.contains(':') ? host : to_lower(host);
}

/// Whether a block applies; `problem` is the end of a sentence, `program` what only OpenSSH knows.
struct Verdict {
  bool applies = true;
  std::string problem;
  std::string program;
};

class Evaluation {
 public:
  explicit Evaluation(const ConfigQuery& query) : query_(query) {
    if (!query.user.empty()) config_.user = query.user;
    if (query.port != 0) config_.port = query.port;
  }

  Result<void> take_options() {
    for (const auto& option : query_.options) {
      const ConfigStatement statement{.line = 0, .words = read_config_line(option), .included = {}};
      const ConfigFile as{.name = fmt::format("the server's own SSH option {}", quote(option)),
                          .origin = {},
                          .statements = {},
                          .problem = {}};
      FETTLE_TRY_VOID(read_line(as, statement, true));
    }
    return {};
  }

  Result<void> read(const ConfigFiles& files, Pass pass) {
    pass_ = pass;
    for (const auto& file : files) {
      bool applies = true;
      FETTLE_TRY_VOID(read_file(*file, applies, false));
    }
    return {};
  }

  bool wants_final_pass() const { return wants_final_pass_; }

  /// HostName is taken into use; from now on patterns are held against it.
  Result<void> settle_host() {
    host_ = query_.host;
    if (!config_.host.empty()) {
      FETTLE_TRY(expanded, expand_host_name(config_.host, query_.host));
      host_ = std::move(expanded);
    }
    host_ = usual_form(host_, config_.address_family.value_or(AddressFamily::kAny));
    config_.host = host_;
    return {};
  }

  SshConfig config() && {
    if (config_.host_key_alias) config_.host_key_alias = to_lower(*config_.host_key_alias);
    return std::move(config_);
  }

 private:
  static std::string place(const ConfigFile& file, const ConfigStatement& statement) {
    return statement.line == 0 ? file.name : fmt::format("{}:{}", file.name, statement.line);
  }

  static std::unexpected<Error> refuse(const ConfigFile& file, const ConfigStatement& statement,
                                       std::string_view problem) {
    return fail(ErrorCode::kInvalid,
                fmt::format("{}: {} {}", place(file, statement), statement.words.keyword, problem));
  }

  /// `never`: the file is included where nothing applies, and is only checked.
  Result<void> read_file(const ConfigFile& file, bool& applies, bool never) {
    if (!file.problem.empty())
      return fail(ErrorCode::kInvalid,
                  fmt::format("the SSH configuration {} {}", file.name, file.problem));
    for (const auto& statement : file.statements) {
      const auto& words = statement.words;
      if (words.keyword == "host" || words.keyword == "match") {
        if (!words.problem.empty()) return refuse(file, statement, words.problem);
        FETTLE_TRY(chosen, block_applies(file, statement));
        applies = chosen && !never;
      } else if (words.keyword == "include") {
        FETTLE_TRY_VOID(read_includes(file, statement, applies));
      } else {
        FETTLE_TRY_VOID(read_line(file, statement, applies));
      }
    }
    return {};
  }

  /// A block that begins in an included file ends with it.
  Result<void> read_includes(const ConfigFile& file, const ConfigStatement& statement,
                             bool applies) {
    if (!statement.words.problem.empty()) return refuse(file, statement, statement.words.problem);
    for (const auto& included : statement.included) {
      bool inside = applies;
      FETTLE_TRY_VOID(read_file(*included, inside, !applies));
    }
    return {};
  }

  Result<bool> block_applies(const ConfigFile& file, const ConfigStatement& statement) {
    const auto& words = statement.words;
    if (words.keyword == "host") return matches(words.arguments, host());
    auto verdict = judge_match(words.rest);
    if (!verdict.problem.empty()) return refuse(file, statement, verdict.problem);
    if (verdict.applies && !verdict.program.empty()) {
      if (config_.undecided.empty())
        config_.undecided = fmt::format("{} ({})", verdict.program, place(file, statement));
      return false;
    }
    return verdict.applies;
  }

  const std::string& host() const { return pass_ == Pass::kFinal ? host_ : query_.host; }

  /// What `Match host` is held against.
  std::string match_host() const {
    if (pass_ == Pass::kFinal) return host_;
    if (config_.host.empty()) return query_.host;
    return expand_host_name(config_.host, query_.host).value_or(config_.host);
  }

  Verdict judge_match(std::string_view rest) {
    Verdict verdict;
    for (int criteria = 0;; ++criteria) {
      const std::string word = take_config_word(rest);
      if (word.empty() || word.starts_with('#')) {
        if (criteria == 0) verdict.problem = "names no criterion";
        return verdict;
      }
      const bool negated = word.starts_with('!');
      const std::string criterion = to_lower(std::string_view(word).substr(negated ? 1 : 0));
      if (criterion == "all") {
        const std::string more = take_config_word(rest);
        if (criteria > 1 || (!more.empty() && !more.starts_with('#')))
          verdict.problem = "has `all` beside other criteria";
        verdict.applies = verdict.applies && !negated;
        return verdict;
      }
      judge_criterion(criterion, negated, rest, verdict);
      if (!verdict.problem.empty()) return verdict;
    }
  }

  void judge_criterion(const std::string& criterion, bool negated, std::string_view& rest,
                       Verdict& verdict) {
    const auto decide = [&](bool holds) {
      if (holds == negated) verdict.applies = false;
    };
    if (criterion == "canonical" || criterion == "final") {
      wants_final_pass_ = wants_final_pass_ || criterion == "final";
      return decide(pass_ == Pass::kFinal);
    }
    const std::string argument = take_config_word(rest);
    if (argument.empty() || argument.starts_with('#')) {
      verdict.problem = fmt::format("has nothing after {}", quote(criterion));
    } else if (criterion == "host") {
      decide(matches_list(argument, match_host(), Case::kIgnored));
    } else if (criterion == "originalhost") {
      decide(matches_list(argument, query_.host, Case::kIgnored));
    } else if (criterion == "user") {
      decide(matches_list(argument, config_.user.value_or(query_.local_user), Case::kMatters));
    } else if (criterion == "localuser") {
      decide(matches_list(argument, query_.local_user, Case::kMatters));
    } else if (criterion == "exec" || criterion == "localnetwork" || criterion == "tagged" ||
               criterion == "command" || criterion == "sessiontype" || criterion == "version") {
      if (verdict.program.empty()) verdict.program = "Match " + criterion;
    } else {
      verdict.problem =
          fmt::format("has the criterion {}, which OpenSSH does not have", quote(criterion));
    }
  }

  Result<void> read_line(const ConfigFile& file, const ConfigStatement& statement, bool applies) {
    const auto& words = statement.words;
    const auto keyword = find_keyword(words.keyword);
    if (!keyword && !is_ignored(words.keyword))
      return refuse(file, statement,
                    "is no keyword of ssh_config(5); correct it, or name it in IgnoreUnknown "
                    "further up");
    if (!words.problem.empty()) return refuse(file, statement, words.problem);
    if (!keyword) return {};
    if (keyword->use == KeywordUse::kTaken) {
      SshConfig checked_only;
      const auto problem = take_value(applies ? config_ : checked_only, keyword->name, words);
      if (!problem.empty()) return refuse(file, statement, problem);
    } else if (keyword->use == KeywordUse::kWatched && applies) {
      config_.others.try_emplace(
          std::string(keyword->name),
          ConfigValue{.text = fmt::format("{}", fmt::join(words.arguments, " ")),
                      .place = place(file, statement),
                      .origin = file.origin});
    }
    return {};
  }

  bool is_ignored(std::string_view keyword) const {
    const auto found = config_.others.find("ignoreunknown");
    return found != config_.others.end() &&
           matches_list(found->second.text, keyword, Case::kIgnored);
  }

  const ConfigQuery& query_;
  SshConfig config_;
  std::string host_;  ///< for the final pass
  Pass pass_ = Pass::kFirst;
  bool wants_final_pass_ = false;
};

}  // namespace

Result<SshConfig> look_up(const ConfigFiles& files, const ConfigQuery& query) {
  Evaluation evaluation(query);
  FETTLE_TRY_VOID(evaluation.take_options());
  FETTLE_TRY_VOID(evaluation.read(files, Pass::kFirst));
  FETTLE_TRY_VOID(evaluation.settle_host());
  if (evaluation.wants_final_pass()) FETTLE_TRY_VOID(evaluation.read(files, Pass::kFinal));
  return std::move(evaluation).config();
}

}  // namespace fettle::transport
