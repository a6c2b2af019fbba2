#include "core/flow/names.hpp"

#include <array>

namespace fettle::flow {
namespace {

template <class E, std::size_t N>
using Table = std::array<Named<E>, N>;

constexpr Table<Risk, 5> kRisks{{{"none", Risk::kNone},
                                 {"low", Risk::kLow},
                                 {"medium", Risk::kMedium},
                                 {"high", Risk::kHigh},
                                 {"critical", Risk::kCritical}}};

constexpr Table<FlowType, 3> kFlowTypes{{{"maintenance", FlowType::kMaintenance},
                                         {"procedural", FlowType::kProcedural},
                                         {"troubleshooting", FlowType::kTroubleshooting}}};

constexpr Table<Dimension, 6> kDimensions{{{"packages", Dimension::kPackages},
                                           {"kernel", Dimension::kKernel},
                                           {"systemd", Dimension::kSystemd},
                                           {"configs", Dimension::kConfigs},
                                           {"disk", Dimension::kDisk},
                                           {"containers", Dimension::kContainers}}};

constexpr Table<OnFailure, 2> kOnFailures{
    {{"offer", OnFailure::kOffer}, {"rollback", OnFailure::kRollback}}};

constexpr Table<Shell, 2> kShells{{{"sh", Shell::kSh}, {"bash", Shell::kBash}}};

constexpr Table<BecomeMethod, 3> kBecomeMethods{
    {{"sudo", BecomeMethod::kSudo}, {"su", BecomeMethod::kSu}, {"doas", BecomeMethod::kDoas}}};

constexpr Table<StrategyKind, 4> kStrategies{{{"rolling", StrategyKind::kRolling},
                                              {"parallel", StrategyKind::kParallel},
                                              {"parallel_batched", StrategyKind::kParallelBatched},
                                              {"rings", StrategyKind::kRings}}};

constexpr Table<Variable::Type, 9> kVariableTypes{{{"string", Variable::Type::kString},
                                                   {"text", Variable::Type::kText},
                                                   {"integer", Variable::Type::kInteger},
                                                   {"boolean", Variable::Type::kBoolean},
                                                   {"choice", Variable::Type::kChoice},
                                                   {"date", Variable::Type::kDate},
                                                   {"host", Variable::Type::kHost},
                                                   {"secret", Variable::Type::kSecret},
                                                   {"url", Variable::Type::kUrl}}};

constexpr Table<Variable::Per, 2> kPers{
    {{"batch", Variable::Per::kBatch}, {"target", Variable::Per::kTarget}}};

constexpr Table<Task::Kind, 4> kTaskKinds{{{"action", Task::Kind::kAction},
                                           {"informational", Task::Kind::kInformational},
                                           {"verification", Task::Kind::kVerification},
                                           {"warning", Task::Kind::kWarning}}};

constexpr Table<Task::Verification::Type, 2> kVerificationTypes{
    {{"checkbox", Task::Verification::Type::kCheckbox},
     {"text_input", Task::Verification::Type::kTextInput}}};

using SelectorKind = fleet::Selector::Kind;
constexpr Table<SelectorKind, 10> kSelectorKinds{{{"all", SelectorKind::kAll},
                                                  {"role", SelectorKind::kRole},
                                                  {"tag", SelectorKind::kTag},
                                                  {"site", SelectorKind::kSite},
                                                  {"os_family", SelectorKind::kOsFamily},
                                                  {"name", SelectorKind::kName},
                                                  {"list", SelectorKind::kList},
                                                  {"all_of", SelectorKind::kAllOf},
                                                  {"any_of", SelectorKind::kAnyOf},
                                                  {"not", SelectorKind::kNot}}};

}  // namespace

template <>
std::span<const Named<Risk>> names<Risk>() {
  return kRisks;
}
template <>
std::span<const Named<FlowType>> names<FlowType>() {
  return kFlowTypes;
}
template <>
std::span<const Named<Dimension>> names<Dimension>() {
  return kDimensions;
}
template <>
std::span<const Named<OnFailure>> names<OnFailure>() {
  return kOnFailures;
}
template <>
std::span<const Named<Shell>> names<Shell>() {
  return kShells;
}
template <>
std::span<const Named<BecomeMethod>> names<BecomeMethod>() {
  return kBecomeMethods;
}
template <>
std::span<const Named<StrategyKind>> names<StrategyKind>() {
  return kStrategies;
}
template <>
std::span<const Named<Variable::Type>> names<Variable::Type>() {
  return kVariableTypes;
}
template <>
std::span<const Named<Variable::Per>> names<Variable::Per>() {
  return kPers;
}
template <>
std::span<const Named<Task::Kind>> names<Task::Kind>() {
  return kTaskKinds;
}
template <>
std::span<const Named<Task::Verification::Type>> names<Task::Verification::Type>() {
  return kVerificationTypes;
}
template <>
std::span<const Named<SelectorKind>> names<SelectorKind>() {
  return kSelectorKinds;
}

}  // namespace fettle::flow
