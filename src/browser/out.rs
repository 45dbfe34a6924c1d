//! Values on their way to the page: a serde serializer that makes JavaScript objects.
//!
//! It knows what our own types are made of and nothing else, and it cannot fail: that, and no cache of field names, is
//! why it is here in the place of serde-wasm-bindgen, which costs 4 KB of brotli more in this program.

use std::fmt;

use serde::ser::{self, Impossible, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/intake.js")]
extern "C" {
    fn object() -> JsValue;
    fn array() -> JsValue;
    fn put(object: &JsValue, key: &str, value: JsValue);
    fn push(array: &JsValue, value: JsValue);
}

/// A value for the page. What is absent is `undefined`.
pub fn out(value: &impl Serialize) -> JsValue {
    match value.serialize(Out) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// What cannot happen.
#[derive(Debug)]
pub enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable()
    }
}

/// Our own types never say that something is wrong with them.
fn unreachable() -> ! {
    wasm_bindgen::throw_str("Handcart: a value that cannot be written")
}

struct Out;

/// An object that is being filled.
struct Fields(JsValue);

/// An array that is being filled.
struct Items(JsValue);

macro_rules! numbers {
    ($($name:ident $type:ty,)*) => {
        $(#[inline(never)]
        fn $name(self, number: $type) -> Result<JsValue, Never> {
            Ok(JsValue::from_f64(number.into()))
        })*
    };
}

macro_rules! foreign {
    ($($name:ident($($type:ty),*) -> $ok:ty;)*) => {
        $(fn $name(self, $(_: $type),*) -> Result<$ok, Never> {
            unreachable()
        })*
    };
}

impl ser::Serializer for Out {
    type Ok = JsValue;
    type Error = Never;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Impossible<JsValue, Never>;
    type SerializeTupleVariant = Impossible<JsValue, Never>;
    type SerializeMap = Impossible<JsValue, Never>;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Impossible<JsValue, Never>;

    numbers! {
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_i8 i8,
        serialize_i16 i16,
        serialize_i32 i32,
        serialize_f32 f32,
        serialize_f64 f64,
    }

    foreign! {
        serialize_i64(i64) -> JsValue;
        serialize_u64(u64) -> JsValue;
        serialize_char(char) -> JsValue;
        serialize_bytes(&[u8]) -> JsValue;
        serialize_unit() -> JsValue;
        serialize_unit_struct(&'static str) -> JsValue;
        serialize_unit_variant(&'static str, u32, &'static str) -> JsValue;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, on: bool) -> Result<JsValue, Never> {
        Ok(JsValue::from_bool(on))
    }

    #[inline(never)]
    fn serialize_str(self, text: &str) -> Result<JsValue, Never> {
        Ok(JsValue::from_str(text))
    }

    fn serialize_none(self) -> Result<JsValue, Never> {
        Ok(JsValue::UNDEFINED)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Never> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<JsValue, Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Never> {
        Ok(Items(array()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, Never> {
        Ok(Items(array()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Never> {
        Ok(Fields(object()))
    }
}

impl ser::SerializeStruct for Fields {
    type Ok = JsValue;
    type Error = Never;

    #[inline(never)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Never> {
        put(&self.0, key, value.serialize(Out)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Never> {
        Ok(self.0)
    }
}

impl ser::SerializeSeq for Items {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        push(&self.0, value.serialize(Out)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Never> {
        Ok(self.0)
    }
}

impl ser::SerializeTuple for Items {
    type Ok = JsValue;
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        push(&self.0, value.serialize(Out)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Never> {
        Ok(self.0)
    }
}
