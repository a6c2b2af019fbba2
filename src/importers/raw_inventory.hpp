// An Ansible inventory as its file says it: groups, hosts and their variables, before anything
// is inherited. ansible_ini.cpp and ansible_yaml.cpp fill one; resolve.hpp makes servers of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.hpp"
#include "importers/problems.hpp"

namespace fettle::importers {

/// How many bytes of variables an inventory may come to once they stand at each host.
inline constexpr std::size_t kVariableBytesMax = 64U << 20U;
/// How often hosts may be members of groups, inherited memberships included.
inline constexpr std::size_t kMembershipsMax = 500'000;

/// More than this nobody has, whatever text there is room for.
inline constexpr std::size_t kGroupsMax = 10'000;
inline constexpr std::size_t kVariablesMax = 10'000;  ///< of one host or group, as written

using Variables = std::map<std::string, Located<std::string>, std::less<>>;

/// What `variables` count towards kVariableBytesMax.
std::size_t size_of(const Variables& variables);

struct RawGroup {
  std::string name;
  Span span;
  Variables variables;
  Variables from_group_vars;
  std::vector<Located<std::size_t>> children;
};

struct RawHost {
  std::string name;
  Span span;
  Variables variables;
  Variables from_host_vars;
  std::optional<Located<std::string>> port;  ///< as the file that is being read has it
  std::vector<std::size_t> groups;           ///< that name it themselves
};

class RawInventory {
 public:
  /// The index of the group of that name, made at `name` if there is none yet.
  std::size_t group(const Located<std::string>& name);

  /// Adds the hosts of `pattern` to a group and sets their variables.
  void add_hosts(const Located<std::string>& pattern, std::size_t group, Variables variables,
                 Problems& problems);

  /// Sets a variable of a group.
  void set_variable(std::size_t group, std::string_view name, Located<std::string> value,
                    Problems& problems);

  /// Sets variables of group_vars/ or host_vars/; those of nobody are passed over, as in Ansible.
  void add_group_vars(const std::string& group, const Variables& variables);
  void add_host_vars(const std::string& host, const Variables& variables);

  /// From now on another file is read: what it says of a host goes before what others said.
  void begin_file();

  /// Whether the inventory is too large already, so that reading on is in vain.
  bool full() const { return full_ || groups_.size() > kGroupsMax; }

  /// References stay valid while groups are added.
  RawGroup& group_at(std::size_t index) { return groups_[index]; }
  const std::deque<RawGroup>& groups() const { return groups_; }
  const std::vector<RawHost>& hosts() const { return hosts_; }

 private:
  RawHost& host(std::string name, Span span);
  static void refuse_late_port(const RawHost& host, std::uint16_t port, Span span,
                               Problems& problems);
  static void take_port(RawHost& host, const Variables& variables, Problems& problems);
  void refuse_variables(const Variables& variables, Span place, Problems& problems);

  std::deque<RawGroup> groups_;
  std::vector<RawHost> hosts_;
  std::unordered_map<std::string, std::size_t> group_index_;
  std::unordered_map<std::string, std::size_t> host_index_;
  std::size_t variable_bytes_ = 0;
  std::size_t memberships_ = 0;
  bool full_ = false;  ///< and that has been reported
};

}  // namespace fettle::importers
