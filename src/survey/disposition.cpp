#include "survey/disposition.hpp"

namespace survey {
namespace {

constexpr std::array<DispositionKind, kDispositionCount> kKinds{{
#define DISPOSITION(name, code, role, observation_status) {Role::role, observation_status},
#include "survey/disposition.def"
#undef DISPOSITION
}};

constexpr std::array<std::string_view, kDispositionCount> kCodes{
#define DISPOSITION(name, code, role, observation_status) code,
#include "survey/disposition.def"
#undef DISPOSITION
};

constexpr std::array<std::string_view, 3> kConfidentialities{"PUBLIC", "TOTALS_ONLY", "SECRETARIAT"};

}  // namespace

const DispositionKind& kind_of(Disposition disposition) {
    return kKinds[static_cast<std::size_t>(disposition)];
}

template <>
std::span<const std::string_view> codes<Disposition>() {
    return kCodes;
}

template <>
std::span<const std::string_view> codes<Confidentiality>() {
    return kConfidentialities;
}

}  // namespace survey
