package io.satang.events;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the reader of records what a text may lack, whether it says null or nothing: optional values, collections and what is marked
 * {@link MayBeMissing} are empty then; without anything else the text is refused, and the refusal names the member.
 */
final class MissingMembers extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (!(member instanceof AnnotatedParameter) || member.getRawType() == Optional.class) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.forValueNulls(mayBeMissing(member) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    private static boolean mayBeMissing(Annotated member) {
        return Collection.class.isAssignableFrom(member.getRawType())
                || Map.class.isAssignableFrom(member.getRawType())
                || member.hasAnnotation(MayBeMissing.class);
    }
}
