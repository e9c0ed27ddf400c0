#include "web/api/operation.hpp"

#include <iterator>
#include <utility>

namespace web::api {

bool writes(const Operation& operation) {
    return operation.method != http::Method::get && !operation.only_looks;
}

const std::vector<Operation>& all_operations() {
    static const std::vector<Operation> kOperations = [] {
        std::vector<Operation> all;
        for (auto* part :
             {own_operations, concern_operations, new_case_operations, first_look_operations, case_operations,
              step_operations, identity_operations, screening_operations, consent_operations,
              referral_operations, exception_operations, copy_operations, inbox_operations,
              directory_operations, oversight_operations, following_operations, webhook_operations}) {
            auto operations = part();
            all.insert(all.end(), std::make_move_iterator(operations.begin()),
                       std::make_move_iterator(operations.end()));
        }
        return all;
    }();
    return kOperations;
}

}  // namespace web::api
